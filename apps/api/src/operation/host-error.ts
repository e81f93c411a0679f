import { AppError } from './app-error.ts'
import type { BodyKind } from './definition.ts'
import { foreignBody } from './foreign-body.ts'

/** The HTTP server's own refusals, by their codes, in our catalogue. */
const hostCodes = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_json',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
} as const

/** Which error of the catalogue is what the HTTP server threw before an operation ran? `due` is the
 *  kind of body the operation takes, if one was found. */
export function hostError(error: unknown, due?: BodyKind): AppError {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = Object.entries(hostCodes).find(([name]) => name === code)
  if (known?.[1] === 'unsupported_media_type') return foreignBody(due, error)
  return new AppError(known?.[1] ?? 'internal_error', { cause: error })
}
