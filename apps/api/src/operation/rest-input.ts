import { AppError } from './app-error.ts'
import type { Method } from './definition.ts'
import type { FieldKind } from './input-shape.ts'

export interface RestRequest {
  readonly method: Method
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The body as it came, or null when there was none. */
  readonly body: Buffer | null
}

type Shape = ReadonlyMap<string, FieldKind>

/** The one input of an operation from the three places REST puts it. Query parameters count only
 *  where there is no body, and unknown ones are ignored. Fails with `invalid_json`, or
 *  `validation_failed` when the body is not an object or repeats what the path says. */
export function restInput(request: RestRequest, shape: Shape): unknown {
  const takesBody = request.method !== 'GET' && request.method !== 'DELETE'
  const rest = takesBody ? parseJsonObject(request.body) : coerceQuery(request.query, shape)
  const repeated = Object.keys(request.params).find(
    (name) => takesBody && Object.hasOwn(rest, name),
  )
  if (repeated !== undefined) {
    const message = `Unrecognized key: "${repeated}"; the path says which is meant`
    throw new AppError('validation_failed', { issues: [{ path: [], message }] })
  }
  return { ...rest, ...request.params }
}

/** The object in a JSON body; an empty body is an empty one. Fails with `invalid_json`, or
 *  `validation_failed` when it holds anything but an object. */
export function parseJsonObject(body: Buffer | null): Record<string, unknown> {
  if (body === null || body.length === 0) return {}
  const value = parseJson(body)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw new AppError('validation_failed', {
    issues: [{ path: [], message: 'The body must be a JSON object' }],
  })
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new AppError('invalid_json', { cause })
  }
}

function coerceQuery(query: RestRequest['query'], shape: Shape): Record<string, unknown> {
  const known = Object.entries(query).filter(([name]) => shape.has(name))
  return Object.fromEntries(known.map(([name, value]) => [name, coerce(value, shape.get(name))]))
}

/** Text that does not look like its field's type stays text, and the schema says what is wrong. */
function coerce(
  value: string | readonly string[] | undefined,
  kind: FieldKind | undefined,
): unknown {
  if (kind === 'list') return typeof value === 'string' ? value.split(',') : value
  if (typeof value !== 'string') return value
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}
