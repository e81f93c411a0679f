import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { AppError } from './app-error.ts'
import { inputShape } from './input-shape.ts'
import { type RestRequest, restInput } from './rest-input.ts'

const shape = inputShape(
  z.strictObject({
    productId: z.string(),
    limit: z.int().min(1).max(100).default(20),
    inStock: z.boolean().optional(),
    tags: z.array(z.string()).optional(),
    note: z.string().nullable().optional(),
    maxPrice: z.int().nullable().optional(),
  }),
)

function input(request: Partial<RestRequest>): unknown {
  return restInput({ method: 'GET', params: {}, query: {}, body: null, ...request }, shape)
}

function code(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error instanceof AppError ? error.code : error
  }
}

describe('a query string becomes what the schema says', () => {
  it.each([
    ['a number', { limit: '5' }, { limit: 5 }],
    ['a nullable number', { maxPrice: '100' }, { maxPrice: 100 }],
    ['a boolean', { inStock: 'false' }, { inStock: false }],
    ['a list, by commas', { tags: 'a,b' }, { tags: ['a', 'b'] }],
    ['a list, repeated', { tags: ['a', 'b'] }, { tags: ['a', 'b'] }],
    ['text stays text', { note: '12' }, { note: '12' }],
    ['what is no number stays text, to be refused', { limit: '5x' }, { limit: '5x' }],
    ['exponents are no numbers here', { limit: '1e3' }, { limit: '1e3' }],
    ['an unknown parameter is ignored', { limit: '5', utm: 'x' }, { limit: 5 }],
  ])('%s', (_, query, expected) => {
    expect(input({ query })).toEqual(expected)
  })
})

describe('a body', () => {
  it('gives its fields beside those of the path', () => {
    const body = Buffer.from('{"note": "n"}')
    expect(input({ method: 'POST', params: { productId: 'p' }, body })).toEqual({
      note: 'n',
      productId: 'p',
    })
  })

  it('may not repeat a field of the path: it would be taken for another thing', () => {
    const body = Buffer.from('{"note": "n", "productId": "mine"}')
    const refused = code(() => input({ method: 'PATCH', params: { productId: 'p' }, body }))
    expect(refused).toBe('validation_failed')
  })

  it('may be absent', () => {
    expect(input({ method: 'POST' })).toEqual({})
  })

  it('keeps the query string out', () => {
    expect(input({ method: 'POST', query: { limit: '5' } })).toEqual({})
  })

  it.each(['[1]', '"text"', 'null', '3'])('%s is no object', (text) => {
    const refused = code(() => input({ method: 'POST', body: Buffer.from(text) }))
    expect(refused).toBe('validation_failed')
  })

  it.each(['{', '{"a": 1,}', '\u0000', '{"a": NaN}'])('%j is no JSON', (text) => {
    expect(code(() => input({ method: 'POST', body: Buffer.from(text) }))).toBe('invalid_json')
  })

  it('that is not UTF-8 is no JSON', () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
    expect(code(() => input({ method: 'POST', body }))).toBe('invalid_json')
  })
})
