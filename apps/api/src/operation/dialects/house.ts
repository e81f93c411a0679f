import { issuesSchema } from '../openapi/issues-schema.ts'
import type { Dialect } from './dialect.ts'

/** `{success, data, meta}` and `{success, error, meta}`: everything except the media dialects. */
export const house: Dialect = {
  success: ({ meta = {}, ...data }) => ({ success: true, data, meta }),
  error: ({ status, code, message, issues, details }, requestId) => ({
    status,
    body: {
      success: false,
      error: { code, message, ...(issues && { issues }), ...(details && { details }) },
      meta: { requestId },
    },
  }),
  refusals: {},
  successSchema: (output) => {
    const { meta, ...data } = output.properties ?? {}
    const required = (output.required ?? []).filter((name) => name !== 'meta')
    return {
      type: 'object',
      required: ['success', 'data', 'meta'],
      properties: {
        success: { const: true },
        data: { ...output, properties: data, required },
        meta: meta ?? { type: 'object' },
      },
    }
  },
  failure: {
    name: 'Failure',
    hasCodes: true,
    schema: {
      type: 'object',
      required: ['success', 'error', 'meta'],
      properties: {
        success: { const: false },
        error: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { type: 'string', description: 'Stable; from one catalogue' },
            message: { type: 'string', description: 'What to do about it' },
            issues: issuesSchema,
            details: { type: 'object', description: 'Facts that go with the code' },
          },
        },
        meta: {
          type: 'object',
          required: ['requestId'],
          properties: { requestId: { type: 'string' } },
        },
      },
    },
  },
}
