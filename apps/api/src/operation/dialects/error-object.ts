import type { Schema } from '../openapi/components.ts'

/** The schema of `{error: {code, message, …}}`, with the fields a dialect has besides; those named
 *  are always there. */
export function errorObject(
  fields: Readonly<Record<string, unknown>>,
  always: readonly string[] = [],
): Schema {
  const error = {
    type: 'object',
    required: ['code', 'message', ...always],
    properties: { code: { type: 'string' }, message: { type: 'string' }, ...fields },
  }
  return { type: 'object', required: ['error'], properties: { error } }
}
