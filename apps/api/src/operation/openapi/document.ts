import type { OperationMeta } from '../definition.ts'
import { house } from '../dialects/house.ts'
import type { Operation } from '../operations.ts'
import { type Components, componentsOf, type Schema } from './components.ts'
import { errorResponses } from './error-responses.ts'
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
        '`{success, data, meta}` or `{success, error, meta}`, except where the media routes say ' +
        'otherwise. Send `Idempotency-Key` with every ' +
        'write that must not happen twice, and `If-Match: "<version>"` where a resource has a version.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: tagsOf(operations),
    paths,
    components: { securitySchemes, schemas: { ...failures(operations), ...components.all() } },
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
    ...requestBody(meta, input, components),
    responses: {
      [meta.status]: success(meta, components),
      ...errorResponses(meta),
    },
  }
}

function success({ status, output, dialect }: OperationMeta, components: Components): unknown {
  if (status === 204) return { description: 'Success, without a body' }
  const schema = dialect.successSchema(components.schemaOf(output, 'output'))
  return { description: 'Success', content: { 'application/json': { schema } } }
}

/** The components every error response refers to. */
function failures(operations: readonly Operation[]): Record<string, Schema> {
  const dialects = [house, ...operations.map(({ meta }) => meta.dialect)]
  return Object.fromEntries(dialects.map(({ failure }) => [failure.name, failure.schema]))
}

function tagOf(id: string): string {
  return id.split('.').slice(0, -1).join(' ')
}

function tagsOf(operations: readonly Operation[]): { name: string }[] {
  const names = new Set(operations.map(({ id }) => tagOf(id)))
  return [...names].sort().map((name) => ({ name }))
}
