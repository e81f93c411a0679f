/**
 * - `invalid`: the message itself cannot be sent (bad address, line break in a header).
 * - `rejected`: the server refused for good (5xx), for example an unknown recipient.
 * - `deferred`: the server refused for now (4xx).
 * - `misconfigured`: our credentials or TLS settings are wrong; an operator must act.
 * - `unavailable`: no server, or the connection broke.
 * - `blocked`: the server is one that we do not connect to; the message says why.
 */
export type MailErrorKind =
  | 'invalid'
  | 'rejected'
  | 'deferred'
  | 'misconfigured'
  | 'unavailable'
  | 'blocked'

/** A message was not handed over, or nobody knows. Holds no address, no body, no credential. */
export class MailError extends Error {
  readonly kind: MailErrorKind
  /** The SMTP reply code, when the server gave one. */
  readonly responseCode: number | null
  /** The connection broke after the body went out: a repeat may deliver it twice. */
  readonly mayHaveBeenSent: boolean

  constructor(input: {
    readonly kind: MailErrorKind
    readonly message: string
    readonly responseCode?: number | null
    readonly mayHaveBeenSent?: boolean
  }) {
    super(input.message)
    this.name = 'MailError'
    this.kind = input.kind
    this.responseCode = input.responseCode ?? null
    this.mayHaveBeenSent = input.mayHaveBeenSent ?? false
  }

  get retryable(): boolean {
    return !['invalid', 'rejected', 'blocked'].includes(this.kind)
  }
}
