export type FetchFault =
  /** No URL, with credentials, or its host written in an odd way. */
  | 'malformed_url'
  | 'scheme'
  | 'port'
  /** Leads to this machine or its network, or to an address nobody serves from. */
  | 'private'
  | 'unresolved'
  | 'timeout'
  | 'too_large'
  | 'too_many_redirects'
  /** An answer, but not the file. */
  | 'status'
  /** No connection, no HTTP, or it broke off. */
  | 'broken'

/** A URL that somebody else named could not be fetched. */
export class FetchError extends Error {
  readonly reason: FetchFault
  /** Of the answer, when the reason is `status`. */
  readonly status: number | null

  constructor(reason: FetchFault, options: { cause?: unknown; status?: number } = {}) {
    super(`The URL could not be fetched: ${reason}`, { cause: options.cause })
    this.name = 'FetchError'
    this.reason = reason
    this.status = options.status ?? null
  }
}
