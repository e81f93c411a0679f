import { type ErrorCode, errorMessage, errorStatus } from '@cartwright/contract/errors'

import type { AppError } from '../app-error.ts'

/** One way to be refused, as a dialect tells it. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

type RefusalKey = ErrorCode | 'missing' | 'not_a_form' | 'not_json'

/** What a dialect calls the errors of the catalogue, where it differs. `missing` is `unauthorized`
 *  without any credential, `not_a_form` and `not_json` the `unsupported_media_type` of a body that is
 *  not what is due. */
export type Refusals = Readonly<Partial<Record<RefusalKey, Partial<Refusal>>>>

/** Where `not_json` is a 400: its sentence names the header, as the body itself may well be JSON. */
export const notJson = {
  status: 400,
  message: 'Send the body as JSON, with "Content-Type: application/json".',
} as const

/** Sentences that the dialects without `details` and `meta` need; theirs otherwise. */
export const plainRefusals = {
  validation_failed: { message: 'The request does not have the documented form.' },
  insufficient_scope: { message: 'This key was not given the permission that this needs.' },
  upload_rejected: { message: 'What was uploaded is not what was announced.' },
  remote_fetch_failed: { message: 'A file could not be fetched from its address.' },
  internal_error: {
    message: 'Something went wrong on our side. Quote the header x-request-id to support.',
  },
} as const satisfies Refusals

/** How does a dialect tell this error? A sentence made for the occasion is kept. */
export function refusalOf(refusals: Refusals, error: AppError): Refusal {
  const refusal = refusalOfCode(refusals, error.code, error.hint)
  if (error.message !== errorMessage(error.code)) return { ...refusal, message: error.message }
  const { reason } = error.details ?? {}
  return typeof reason === 'string'
    ? { ...refusal, message: `${refusal.message} (${reason})` }
    : refusal
}

/** How does a dialect tell an error of this code? */
export function refusalOfCode(
  refusals: Refusals,
  code: ErrorCode,
  hint: AppError['hint'],
): Refusal {
  const plain = { status: errorStatus(code), code, message: errorMessage(code) }
  const hinted = hint === undefined || hint === 'invalid' ? undefined : refusals[hint]
  return { ...plain, ...refusals[code], ...hinted }
}
