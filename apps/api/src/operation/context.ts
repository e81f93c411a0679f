import type { ErrorCode } from '@cartwright/contract/errors'
import type { Permission, Role } from '@cartwright/contract/permissions'
import type { Database, Transaction } from '@cartwright/db/database'
import type { EmbedSession } from '@cartwright/db/queries/embed-session'
import type { StoreSettings } from '@cartwright/db/queries/store-settings'
import type { Failure, Result } from '@cartwright/domain/result'

import type { Runtime } from '../runtime.ts'
import type { RateLimit } from './rate-limit/rate-limiter.ts'
import type { RequestBody } from './request-body.ts'

/** What an operation may say about the answer besides its data. */
export interface ResponseNotes {
  status: number | null
  readonly headers: Record<string, string>
}

/** One request, whichever face it came through. */
export interface RequestContext {
  readonly runtime: Runtime
  readonly requestId: string
  readonly clientAddress: string
  readonly header: (name: string) => string | undefined
  readonly query: (name: string) => string | undefined
  /** A path parameter; of tRPC calls, the field of the input that would be one. */
  readonly pathParam: (name: string) => string | undefined
  readonly response: ResponseNotes
  /** The body as it came, for operations that do not take JSON. */
  readonly body: RequestBody | null
}

/** Ends the operation with an error it declared. Typed `never`, so it also serves as an expression. */
export type Fail<Errors extends ErrorCode> = (
  code: Errors | UniversalError,
  details?: Readonly<Record<string, unknown>>,
) => never

/** What every operation may answer without declaring it. */
export type UniversalError = 'not_found' | 'validation_failed' | 'unavailable'

/** What every handler gets. */
export interface OperationContext<Errors extends ErrorCode> extends Omit<Runtime, 'db'> {
  readonly requestId: string
  readonly clientAddress: string
  readonly header: (name: string) => string | undefined
  readonly body: RequestBody | null
  /** The time of this request; one instant throughout. */
  readonly now: Date
  readonly fail: Fail<Errors>
  /** Ends the operation with `validation_failed`, saying which field of the input is wrong and why:
   *  for what a schema cannot know. */
  readonly refuse: (path: readonly (string | number)[], message: string) => never
  /** Counts this request against one more limit than its caller's; over it, `rate_limited`. */
  readonly enforceLimit: (limit: RateLimit, subject: string) => void
  /** The value of a domain decision, or the failure it names as the operation's error. */
  readonly unwrap: <
    T,
    F extends Failure<Errors | UniversalError, unknown> | Failure<Errors | UniversalError>,
  >(
    result: Result<T, F>,
  ) => T
  /** Points REST callers to the present address of what they asked for (301). */
  readonly redirect: (location: string) => void
  readonly setStatus: (status: number) => void
  /** The version named by `If-Match`, or null. */
  readonly ifMatch: number | null
}

export interface Actor {
  readonly kind: 'user' | 'api_key' | 'system'
  readonly id: string
  /** For timelines and ledgers: a name a person recognises. */
  readonly label: string
}

export interface AccountFacts {
  readonly user: { readonly id: string; readonly email: string; readonly name: string }
  readonly sessionId: string
}

export interface StoreFacts {
  readonly storeId: string
  readonly store: StoreSettings
}

export interface OperatorFacts extends StoreFacts {
  readonly actor: Actor
  readonly role: Role | null
  readonly granted: readonly Permission[]
}

export interface StorefrontFacts extends StoreFacts {
  readonly tokenId: string
  /** Drafts are visible: asked for by the request and allowed to the token. */
  readonly preview: boolean
}

/** A buyer with the form of one product, on a page of the shop. */
export interface EmbedFacts extends StoreFacts {
  readonly session: EmbedSession
  /** Where the shop's pages may stand; empty: anywhere. */
  readonly allowedOrigins: readonly string[]
}

/** Nobody in particular is calling. */
export interface NoFacts {
  readonly nobody: true
}

/** What authentication adds to the context, by kind of caller. */
export interface CallerFacts {
  readonly none: NoFacts
  readonly link: NoFacts
  readonly account: AccountFacts
  readonly operator: OperatorFacts
  readonly key: OperatorFacts
  readonly 'x-api-key': OperatorFacts
  readonly storefront: StorefrontFacts
  readonly embed: EmbedFacts
  readonly internal: NoFacts
  readonly 'stripe-signature': NoFacts
}

export interface Reading {
  readonly db: Database
}

export interface Writing {
  readonly db: Transaction
}

export interface Staging extends Reading {
  /** The last step, whose answer is the operation's: one transaction, in which it is also noted for
   *  the audit log and kept for the idempotency key. What fails undoes it all; what merely lost to
   *  another transaction is run again. */
  readonly conclude: <T>(work: (trx: Transaction) => Promise<T>) => Promise<T>
}
