import { type ErrorCode, errorMessage, errorStatus } from '@cartwright/contract/errors'

import type { AppError } from '../app-error.ts'

/** One way to be refused, as a dialect tells it. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

type RefusalKey = ErrorCode | 'missing' | 'not_a_form'

/** What a dialect calls the errors of the catalogue, where it differs. `missing` is `unauthorized`
 *  without any credential, `not_a_form` the `unsupported_media_type` of a body that is no form. */
export type Refusals = Readonly<Partial<Record<RefusalKey, Partial<Refusal>>>>

const hintedCodes = { missing: 'unauthorized', not_a_form: 'unsupported_media_type' } as const

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
  const refusal = told(refusals, error.code, error.hint)
  if (error.message !== errorMessage(error.code)) return { ...refusal, message: error.message }
  const { reason } = error.details ?? {}
  return typeof reason === 'string'
    ? { ...refusal, message: `${refusal.message} (${reason})` }
    : refusal
}

/** Every way a dialect tells this code. */
export function refusalsOf(refusals: Refusals, code: ErrorCode): Refusal[] {
  const hints = [undefined, 'missing', 'not_a_form'] as const
  const known = hints.filter(
    (hint) => hint === undefined || (hintedCodes[hint] === code && refusals[hint] !== undefined),
  )
  return known.map((hint) => told(refusals, code, hint))
}

function told(refusals: Refusals, code: ErrorCode, hint: AppError['hint']): Refusal {
  const plain = { status: errorStatus(code), code, message: errorMessage(code) }
  const hinted = hint === undefined || hint === 'invalid' ? undefined : refusals[hint]
  return { ...plain, ...refusals[code], ...hinted }
}
