import type { Change } from '../state/change.ts'
import type { Params } from '../wire/params.ts'

/** One API request, authorised and parsed. */
export interface ApiCall {
  readonly change: Change
  readonly params: Params
  /** The connected account named by Stripe-Account, or null for the platform itself. */
  readonly account: string | null
  /** The id in the path; empty where the path has none. */
  readonly id: string
  readonly arrivedAtMs: number
}

/** One endpoint. The handler is synchronous: it runs inside one change, which is all or nothing. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly handle: (call: ApiCall) => object
}
