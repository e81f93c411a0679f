import { AppError, type ErrorHint } from './app-error.ts'
import type { BodyKind } from './definition.ts'

/** What is a body of another kind than the operation takes, as far as dialects tell it apart? */
export const foreignBodyHints = {
  json: 'not_json',
  multipart: 'not_a_form',
  mixed: undefined,
  raw: undefined,
} as const satisfies Record<BodyKind, ErrorHint | undefined>

/** Refuses a body for its Content-Type alone, where bodies of this kind are due. */
export function foreignBody(due: BodyKind | undefined, cause?: unknown): AppError {
  const hint = due && foreignBodyHints[due]
  return new AppError('unsupported_media_type', { cause, ...(hint && { hint }) })
}
