import { issuesSchema } from '../openapi/issues-schema.ts'
import type { Dialect } from './dialect.ts'
import { errorObject } from './error-object.ts'
import { notJson, plainRefusals, refusalOf, type Refusals } from './refusals.ts'

const INVALID_BODY = { status: 400, code: 'invalid_body' } as const

const refusals: Refusals = {
  ...plainRefusals,
  missing: {
    code: 'missing_or_malformed_authorization',
    message: 'Send a key as "Authorization: Bearer sk_live_…".',
  },
  unauthorized: { code: 'invalid_key' },
  validation_failed: { ...INVALID_BODY, ...plainRefusals.validation_failed },
  invalid_json: INVALID_BODY,
  not_json: { ...INVALID_BODY, ...notJson },
  forbidden: { code: 'insufficient_scope' },
}

/** The partner uploads': data as they are, and `{error: {code, message, …}}`. */
export const partner: Dialect = {
  success: (data) => data,
  error: (error) => {
    const { status, code, message } = refusalOf(refusals, error)
    const required = error.details?.['required']
    const retryAfter = error.headers['retry-after']
    return {
      status,
      body: {
        error: {
          code,
          message,
          ...(error.issues && { issues: error.issues }),
          ...(required !== undefined && { required }),
          ...(error.code === 'rate_limited' && {
            ...(retryAfter !== undefined && { retryAfter: Number(retryAfter) }),
            limit: error.details?.['limit'],
          }),
        },
      },
    }
  },
  refusals,
  successSchema: (output) => output,
  failure: {
    name: 'PartnerFailure',
    hasCodes: true,
    schema: errorObject({
      issues: issuesSchema,
      required: { type: 'string', description: 'The scope the key lacks' },
      retryAfter: { type: 'integer', description: 'Seconds' },
      limit: { type: 'integer', description: 'Requests a minute' },
    }),
  },
}
