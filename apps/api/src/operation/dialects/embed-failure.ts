import type { FailureFormat } from './dialect.ts'

const texts = { type: 'array', items: { type: 'string' } } as const

/** `{error: {code, message, issues?}}`, the issues by field. */
export const embedFailure: FailureFormat = {
  name: 'EmbedFailure',
  hasCodes: true,
  schema: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: { type: 'string' },
          message: { type: 'string' },
          issues: {
            type: 'object',
            required: ['formErrors', 'fieldErrors'],
            properties: {
              formErrors: texts,
              fieldErrors: { type: 'object', additionalProperties: texts },
            },
          },
        },
      },
    },
  },
}
