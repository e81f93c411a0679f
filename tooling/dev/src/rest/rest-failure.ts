/** An API's refusal, or an answer other than its documents say, as one sentence for a person. */
export class RestFailure extends Error {
  override readonly name = 'RestFailure'
  /** The HTTP status; null when no answer came. */
  readonly status: number | null
  /** The error code of the answer; null when it named none. */
  readonly code: string | null

  constructor(message: string, facts: { readonly status?: number; readonly code?: string } = {}) {
    super(message)
    this.status = facts.status ?? null
    this.code = facts.code ?? null
  }
}
