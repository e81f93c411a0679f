import { type ErrorCode, errorCatalogue, errorMessage } from '@cartwright/contract/errors'

import type { AppError } from '../app-error.ts'
import type { Dialect } from './dialect.ts'
import { errorObject } from './error-object.ts'
import { plainRefusals, refusalOf, type Refusals } from './refusals.ts'

/** Its codes are as good as its statuses, of which it has few. */
const codesByStatus: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'VALIDATION_ERROR',
  415: 'VALIDATION_ERROR',
  422: 'VALIDATION_ERROR',
  429: 'RATE_LIMITED',
}

const particular: Refusals = {
  ...plainRefusals,
  validation_failed: { ...plainRefusals.validation_failed, status: 422 },
  missing_file: { status: 422, message: 'Send one file in the field "image".' },
  too_many_files: { status: 422 },
  quota_exceeded: { code: 'QUOTA_EXCEEDED' },
}

const refusals: Refusals = Object.fromEntries(
  (Object.keys(errorCatalogue) as ErrorCode[]).map((code) => {
    const { status = errorCatalogue[code][0], ...rest } = particular[code] ?? {}
    return [code, { status, code: codesByStatus[status] ?? 'INTERNAL_ERROR', ...rest }]
  }),
)

/** The trade-item images': data as they are, and `{error: {code, message, status, details}}`. */
export const tradeItems: Dialect = {
  success: (data) => data,
  error: (error) => {
    const { status, code, message } = refusalOf(refusals, error)
    const retryAfter = error.headers['retry-after']
    return {
      status,
      body: {
        error: {
          code,
          message,
          status,
          details: detailsOf(error, message),
          ...(error.code === 'rate_limited' &&
            retryAfter !== undefined && { retry_after_seconds: Number(retryAfter) }),
        },
      },
    }
  },
  refusals,
  successSchema: (output) => output,
  failure: {
    name: 'TradeItemFailure',
    hasCodes: true,
    schema: errorObject(
      {
        status: { type: 'integer' },
        details: {
          type: ['array', 'null'],
          items: {
            type: 'object',
            required: ['field', 'message'],
            properties: { field: { type: 'string' }, message: { type: 'string' } },
          },
        },
        retry_after_seconds: { type: 'integer' },
      },
      ['status', 'details'],
    ),
  },
}

const aboutTheFile: ReadonlySet<ErrorCode> = new Set([
  'missing_file',
  'too_many_files',
  'payload_too_large',
  'unsupported_media_type',
  'quota_exceeded',
])

/** Which field is wrong, and why; null when it is not about fields. */
function detailsOf({ code, issues }: AppError, message: string) {
  if (issues !== undefined) {
    return issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
  }
  if (code === 'validation_failed') return [{ field: '', message: errorMessage(code) }]
  return aboutTheFile.has(code) ? [{ field: 'image', message }] : null
}
