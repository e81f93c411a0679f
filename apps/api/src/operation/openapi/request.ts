import type { OperationMeta } from '../definition.ts'
import type { Components, Schema } from './components.ts'

/** The path, query and header parameters of an operation. */
export function parameters(meta: OperationMeta, input: Schema): unknown[] {
  const inPath = pathNames(meta)
  const fields = Object.entries(input.properties ?? {})
  const query = takesBody(meta) ? [] : fields.filter(([name]) => !inPath.includes(name))
  return [
    ...inPath.map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: input.properties?.[name] ?? { type: 'string' },
    })),
    ...query.map(([name, schema]) => ({
      name,
      in: 'query',
      required: input.required?.includes(name) === true,
      schema,
    })),
    ...headers(meta),
  ]
}

function headers(meta: OperationMeta): unknown[] {
  const text = { type: 'string' }
  const list: unknown[] = []
  if (meta.method !== 'GET' && meta.caller !== 'stripe-signature') {
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
      description: 'Makes a retry answer what the first request answered. Kept for 24 hours.',
    })
  }
  if (meta.caller === 'operator' || meta.caller === 'key') {
    list.push({
      name: 'x-store-id',
      in: 'header',
      schema: text,
      description: 'The store to act for; required with a user token, implied by an API key.',
    })
  }
  if (meta.errors.includes('version_conflict')) {
    list.push({
      name: 'If-Match',
      in: 'header',
      schema: text,
      description: 'The version last read, in quotes: `"3"`. A stale one is `version_conflict`.',
    })
  }
  return list
}

/** The request body of an operation, or nothing. */
export function requestBody(
  meta: OperationMeta,
  input: Schema,
  components: Components,
): { requestBody?: unknown } {
  if (!takesBody(meta)) return {}
  if (meta.body === 'raw') {
    return { requestBody: { required: true, content: { 'application/json': { schema: {} } } } }
  }
  const schema = bodySchema(meta, input)
  const json = meta.json && components.schemaOf(meta.json, 'input')
  if (Object.keys(schema.properties ?? {}).length === 0 && json === undefined) return {}
  const type = meta.body === 'json' ? 'application/json' : 'multipart/form-data'
  return {
    requestBody: {
      required: (schema.required ?? []).length > 0 || json !== undefined,
      content: { [type]: { schema }, ...(json && { 'application/json': { schema: json } }) },
    },
  }
}

/** The fields of an input that do not stand in the path. */
function bodySchema(meta: OperationMeta, input: Schema): Schema {
  const inPath = pathNames(meta)
  const fields = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name))
  const required = (input.required ?? []).filter((name) => !inPath.includes(name))
  return { ...input, properties: Object.fromEntries(fields), required }
}

function takesBody(meta: OperationMeta): boolean {
  return meta.method !== 'GET' && meta.method !== 'DELETE'
}

function pathNames(meta: OperationMeta): string[] {
  return [...meta.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}
