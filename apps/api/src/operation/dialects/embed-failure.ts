import type { FailureFormat } from './dialect.ts'
import { errorObject } from './error-object.ts'

const texts = { type: 'array', items: { type: 'string' } } as const

/** `{error: {code, message, issues?}}`, the issues by field. */
export const embedFailure: FailureFormat = {
  name: 'EmbedFailure',
  hasCodes: true,
  schema: errorObject({
    issues: {
      type: 'object',
      required: ['formErrors', 'fieldErrors'],
      properties: {
        formErrors: texts,
        fieldErrors: { type: 'object', additionalProperties: texts },
      },
    },
  }),
}
