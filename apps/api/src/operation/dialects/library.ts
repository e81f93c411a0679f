import { issuesSchema } from '../openapi/issues-schema.ts'
import type { Dialect } from './dialect.ts'
import { plainRefusals, refusalOf, type Refusals } from './refusals.ts'

const refusals: Refusals = {
  ...plainRefusals,
  in_use: { message: 'Media is in use' },
}

/** The media library's: data as they are, and `{error: "<sentence>"}`. */
export const library: Dialect = {
  success: (data) => data,
  error: (error) => {
    const { status, message } = refusalOf(refusals, error)
    const usedBy = error.details?.['usedBy']
    const { issues } = error
    return {
      status,
      body: {
        error: message,
        ...(issues && { details: issues }),
        ...(usedBy !== undefined && { usedBy }),
      },
    }
  },
  refusals,
  successSchema: (output) => output,
  failure: {
    name: 'LibraryFailure',
    hasCodes: false,
    schema: {
      type: 'object',
      required: ['error'],
      properties: {
        error: { type: 'string', description: 'What is wrong, as a sentence' },
        details: issuesSchema,
        usedBy: {
          type: 'array',
          description: 'Of a file that is in use: by what',
          items: {
            type: 'object',
            required: ['type', 'id', 'name'],
            properties: {
              type: { type: 'string' },
              id: { type: 'string' },
              name: { type: ['string', 'null'] },
            },
          },
        },
      },
    },
  },
}
