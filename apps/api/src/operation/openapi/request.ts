import type { OperationMeta } from '../definition.ts'
import type { Schema } from './components.ts'

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
  if (meta.caller === 'operator') {
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
export function requestBody(meta: OperationMeta, input: Schema): { requestBody?: unknown } {
  if (!takesBody(meta)) return {}
  if (meta.body === 'raw') {
    return { requestBody: { required: true, content: { 'application/json': { schema: {} } } } }
  }
  const inPath = pathNames(meta)
  const fields = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name))
  const required = (input.required ?? []).filter((name) => !inPath.includes(name))
  if (fields.length === 0) return {}
  const schema = { ...input, properties: Object.fromEntries(fields), required }
  const type = meta.body === 'multipart' ? 'multipart/form-data' : 'application/json'
  return { requestBody: { required: required.length > 0, content: { [type]: { schema } } } }
}

function takesBody(meta: OperationMeta): boolean {
  return meta.method !== 'GET' && meta.method !== 'DELETE'
}

function pathNames(meta: OperationMeta): string[] {
  return [...meta.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}
