import type { DestinationStream, Logger, LoggerOptions } from 'pino'
import { pino } from 'pino'

import { redact, redactUrl } from './redact.ts'

export type Log = Logger

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

type RequestLike = {
  readonly id?: unknown
  readonly method?: string
  readonly url?: string
  readonly ip?: string
}

// Requests, replies and errors are instances with far more than a line should hold, so these
// three are cut down by the serialisers and not walked field by field.
const serialised = new Set(['req', 'res', 'err'])

const childSecrets = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["x-storefront-token"]',
  '["x-api-key"]',
  '["x-signature"]',
  '["stripe-signature"]',
  'password',
  'token',
  'secret',
]

const redactLine = (line: Record<string, unknown>): Record<string, unknown> => {
  const clean: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(line)) {
    clean[name] = serialised.has(name) ? value : undefined
  }
  const rest = Object.fromEntries(Object.entries(line).filter(([name]) => !serialised.has(name)))
  return Object.assign(clean, redact(rest))
}

const logOptions = (level: LogLevel, name: string): LoggerOptions => ({
  level,
  base: { name },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: {
    level: (label) => ({ level: label }),
    log: redactLine,
  },
  // A child's own fields do not pass the formatter above.
  redact: { paths: childSecrets, censor: '[redacted]' },
  serializers: {
    err: (error: unknown) => redact(error),
    req: (request: RequestLike) => ({
      id: request.id,
      method: request.method,
      url: redactUrl(request.url ?? ''),
      ip: request.ip,
    }),
    res: (reply: { readonly statusCode?: number }) => ({ statusCode: reply.statusCode }),
  },
})

/**
 * A log writing one JSON line per entry, to standard output unless told otherwise.
 *
 * Fields with a secret's name (authorization, cookie, token, password…) never reach the line, at
 * whatever depth; see `redact`. Fields given to `child` are checked at their first level only. A
 * secret inside a message's text is not seen, so never put one there.
 */
export const createLog = (options: {
  readonly name: string
  readonly level?: LogLevel
  readonly destination?: DestinationStream
}): Log => {
  const pinoOptions = logOptions(options.level ?? 'info', options.name)
  return options.destination === undefined
    ? pino(pinoOptions)
    : pino(pinoOptions, options.destination)
}
