import type { Operation } from '../operations.ts'
import { type Components, componentsOf, type Schema } from './components.ts'
import { errorResponses, failureSchema } from './error-responses.ts'
import { plainPaths } from './plain-paths.ts'
import { parameters, requestBody } from './request.ts'
import { securityOf, securitySchemes } from './security.ts'

/** The OpenAPI 3.1 document of these operations: what a REST client needs to know, generated from
 *  the definitions that serve it. */
export function openapiDocument(operations: readonly Operation[]): Record<string, unknown> {
  const components = componentsOf()
  const paths: Record<string, Record<string, unknown>> = { ...plainPaths }
  for (const operation of [...operations].sort((a, b) => a.meta.path.localeCompare(b.meta.path))) {
    const item = (paths[operation.meta.path] ??= {})
    item[operation.meta.method.toLowerCase()] = describeOperation(operation, components)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Cartwright',
      version: '1.0.0',
      summary: 'Headless commerce for craft shops and the agencies that host them.',
      description:
        'Amounts are integers in the minor unit of the currency beside them. Every answer is ' +
        '`{success, data, meta}` or `{success, error, meta}`. Send `Idempotency-Key` with every ' +
        'write that must not happen twice, and `If-Match: "<version>"` where a resource has a version.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: tagsOf(operations),
    paths,
    components: { securitySchemes, schemas: { Failure: failureSchema, ...components.all() } },
  }
}

function describeOperation(
  { id, meta }: Operation,
  components: Components,
): Record<string, unknown> {
  const input = components.schemaOf(meta.input, 'input')
  return {
    operationId: id,
    tags: [tagOf(id)],
    summary: meta.summary,
    ...(meta.description && { description: meta.description }),
    ...(meta.permission && { 'x-permission': meta.permission }),
    security: securityOf(meta.caller),
    parameters: parameters(meta, input),
    ...requestBody(meta, input),
    responses: {
      [meta.status]: {
        description: 'Success',
        content: {
          'application/json': { schema: successSchema(components.schemaOf(meta.output, 'output')) },
        },
      },
      ...errorResponses(meta),
    },
  }
}

/** The house envelope around an output, whose field `meta` moves beside the data. */
function successSchema(output: Schema): Schema {
  const { meta, ...data } = output.properties ?? {}
  const required = (output.required ?? []).filter((name) => name !== 'meta')
  return {
    type: 'object',
    required: ['success', 'data', 'meta'],
    properties: {
      success: { const: true },
      data: { ...output, properties: data, required },
      meta: meta ?? { type: 'object' },
    },
  }
}

function tagOf(id: string): string {
  return id.split('.').slice(0, -1).join(' ')
}

function tagsOf(operations: readonly Operation[]): { name: string }[] {
  const names = new Set(operations.map(({ id }) => tagOf(id)))
  return [...names].sort().map((name) => ({ name }))
}
