import { idInput } from '@cartwright/contract/scalars'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import {
  embedFormUpload,
  libraryOperation,
  libraryUpload,
  operatorOperation,
  tradeItemOperation,
} from '../operation.ts'
import { operationsOf } from '../operations.ts'
import { trpc } from '../trpc.ts'
import { openapiDocument } from './document.ts'

const output = z.object({ media: z.array(z.string()), meta: z.object({ count: z.int() }) })
const write = { permission: 'media:write', summary: 'A probe', output, errors: [] } as const
const done = async () => ({ media: [], meta: { count: 0 } })
const picture = z.string().meta({ format: 'binary' })

const document = JSON.parse(
  JSON.stringify(
    openapiDocument(
      operationsOf(
        trpc.router({
          house: operatorOperation({
            ...write,
            method: 'POST',
            path: '/house',
            status: 201,
            input: z.strictObject({}),
          }).mutation(done),
          upload: libraryUpload({
            ...write,
            method: 'POST',
            path: '/library',
            status: 201,
            input: z.strictObject({ file: z.array(picture).max(10).optional() }),
            json: z.strictObject({ urls: z.array(z.string()) }),
          }).staged(done),
          remove: libraryOperation({
            ...write,
            method: 'DELETE',
            path: '/library/{mediaId}',
            status: 204,
            input: z.strictObject({ mediaId: idInput, force: z.boolean().optional() }),
            output: z.void(),
          }).mutation(async () => undefined),
          image: embedFormUpload({
            ...write,
            method: 'POST',
            path: '/form/{sessionId}',
            status: 200,
            input: z.strictObject({ sessionId: idInput, file: picture.optional() }),
          }).staged(done),
          item: tradeItemOperation({
            ...write,
            method: 'GET',
            path: '/items',
            status: 200,
            input: z.strictObject({}),
          }).query(done),
        }),
      ),
    ),
  ),
)

describe('the OpenAPI document describes', () => {
  it('an output in its envelope, and without one where the dialect has none', () => {
    const schemaOf = (path: string, status: number) =>
      document.paths[path].post.responses[status].content['application/json'].schema
    expect(schemaOf('/house', 201).required).toEqual(['success', 'data', 'meta'])
    expect(schemaOf('/library', 201).required).toEqual(['media', 'meta'])
  })

  it('a body that is a form or JSON as both', () => {
    const { content, required } = document.paths['/library'].post.requestBody
    expect(required).toBe(true)
    expect(content['multipart/form-data'].schema.properties.file).toMatchObject({
      type: 'array',
      maxItems: 10,
      items: { type: 'string', format: 'binary' },
    })
    expect(content['application/json'].schema.required).toEqual(['urls'])
  })

  it('an answer of nothing without content', () => {
    const { responses, parameters } = document.paths['/library/{mediaId}'].delete
    expect(responses['204']).not.toHaveProperty('content')
    expect(parameters.map((it: { name: string }) => it.name)).toEqual(
      expect.arrayContaining(['mediaId', 'force', 'x-store-id']),
    )
  })

  it.each([
    ['/library', 'post', [{ apiKey: [] }, { userToken: [] }]],
    ['/form/{sessionId}', 'post', [{ embedSession: [] }]],
    ['/items', 'get', [{ keyHeader: [] }]],
  ])('the credential of %s', (path, method, security) => {
    expect(document.paths[path][method].security).toEqual(security)
    const [scheme = ''] = security.flatMap(Object.keys)
    expect(document.components.securitySchemes[scheme]).toBeTruthy()
  })

  it('errors by the statuses and codes of the dialect', () => {
    const errorAt = (path: string, method: string, status: number) =>
      document.paths[path][method].responses[status].content['application/json'].schema
    expect(errorAt('/library', 'post', 401)).toEqual({
      $ref: '#/components/schemas/LibraryFailure',
    })
    expect(errorAt('/items', 'get', 422).allOf).toEqual([
      { $ref: '#/components/schemas/TradeItemFailure' },
      { properties: { error: { properties: { code: { enum: ['VALIDATION_ERROR'] } } } } },
    ])
    expect(JSON.stringify(errorAt('/form/{sessionId}', 'post', 400))).toContain('bad_request')
    for (const name of ['Failure', 'LibraryFailure', 'EmbedFailure', 'TradeItemFailure']) {
      expect(document.components.schemas).toHaveProperty(name)
    }
  })
})
