import { stdSerializers } from 'pino'

const censored = '[redacted]'
const tooDeep = '[too deep]'
const maxDepth = 8

const secretNameEnd =
  /(authorization|cookie|token|apikey|signature|password|passphrase|secret|secretkey|privatekey|sealingkey|credentials)$/

/** Does a field of this name hold a secret? `x-api-key`, `setCookie` and `new_password` do. */
export const isSecretName = (name: string): boolean =>
  secretNameEnd.test(name.toLowerCase().replaceAll(/[-_]/g, ''))

const secretQuery = /([?&#][^=&#]*(?:token|signature|secret|password|key|credential)=)[^&#]*/gi

/** A URL with the values of secret-looking query parameters taken out. */
export const redactUrl = (url: string): string => url.replaceAll(secretQuery, `$1${censored}`)

const redactFields = (fields: object, depth: number): Record<string, unknown> => {
  const clean: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (isSecretName(name) && value !== null && value !== undefined) clean[name] = censored
    else if (name === 'url' && typeof value === 'string') clean[name] = redactUrl(value)
    else clean[name] = redact(value, depth + 1)
  }
  return clean
}

/**
 * A copy of `value` in which every field with a secret's name reads `[redacted]`, at any depth a
 * log line can have (8; whatever lies deeper is replaced whole).
 */
export const redact = (value: unknown, depth = 0): unknown => {
  if (value === null || typeof value !== 'object') return value
  if (depth > maxDepth) return tooDeep
  if (value instanceof Error) return redactFields(stdSerializers.err(value), depth)
  if (Array.isArray(value)) return value.map((item: unknown) => redact(item, depth + 1))
  if (value instanceof URL) return redactUrl(value.href)
  if ('toJSON' in value) return value
  return redactFields(value, depth)
}
