import type { Dialect } from './dialect.ts'

/** `{success, data, meta}` and `{success, error, meta}`: everything except the media dialects. */
export const house: Dialect = {
  success: ({ meta = {}, ...data }) => ({ success: true, data, meta }),
  error: ({ code, message, issues, details }, requestId) => ({
    success: false,
    error: { code, message, ...(issues && { issues }), ...(details && { details }) },
    meta: { requestId },
  }),
}
