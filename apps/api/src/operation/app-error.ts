import { type ErrorCode, errorMessage, errorStatus } from '@cartwright/contract/errors'

export interface InputIssue {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** What some dialects tell apart within one error: an `unauthorized` without any credential from one
 *  with a wrong one, and an `unsupported_media_type` of a body that is no form, or not JSON, where that
 *  is due, from one of a file. */
export type ErrorHint = 'missing' | 'invalid' | 'not_a_form' | 'not_json'

export interface AppErrorFacts {
  readonly message?: string
  readonly issues?: readonly InputIssue[]
  readonly details?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  readonly hint?: ErrorHint
  readonly cause?: unknown
}

/** An error of the catalogue on its way to the caller. Everything in it may be shown, except `cause`. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly issues: readonly InputIssue[] | undefined
  readonly details: Readonly<Record<string, unknown>> | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly hint: ErrorHint | undefined

  constructor(code: ErrorCode, facts: AppErrorFacts = {}) {
    super(facts.message ?? errorMessage(code), { cause: facts.cause })
    this.code = code
    this.issues = facts.issues
    this.details = facts.details
    this.headers = facts.headers ?? {}
    this.hint = facts.hint
  }

  get status(): number {
    return errorStatus(this.code)
  }
}
