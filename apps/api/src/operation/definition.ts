import type { ErrorCode } from '@cartwright/contract/errors'
import type { Permission } from '@cartwright/contract/permissions'
import type { ZodType } from 'zod'

import type { RequestContext } from './context.ts'
import type { Dialect } from './dialects/dialect.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may call. The credential of each is described in docs/credentials.md. */
export type CallerKind =
  | 'none'
  | 'link'
  | 'account'
  | 'operator'
  | 'key'
  | 'x-api-key'
  | 'storefront'
  | 'embed'
  | 'internal'
  | 'stripe-signature'

/** What crosses HTTP in a body: `json` is also served as tRPC, the others as REST alone. `mixed` is a
 *  form or JSON, whichever its Content-Type says. */
export type BodyKind = 'json' | 'multipart' | 'mixed' | 'raw'

/** One operation, written once: the tRPC procedure, the REST route and the OpenAPI operation come
 *  from it. The id is its path in the router. */
export interface Definition<
  Input extends ZodType = ZodType,
  Output extends ZodType = ZodType,
  Errors extends ErrorCode = ErrorCode,
> {
  readonly method: Method
  /** With `{name}` for path parameters; they are fields of `input`. */
  readonly path: `/${string}`
  /** 204 answers nothing: `output` is `z.void()`. */
  readonly status: 200 | 201 | 202 | 204
  readonly summary: string
  readonly description?: string
  readonly permission?: Permission
  readonly input: Input
  /** Of a `mixed` body: what it holds when it is JSON. `input` then describes the form. */
  readonly json?: ZodType
  readonly output: Output
  /** The expected ways to be refused, besides those every operation of this caller has. */
  readonly errors: readonly Errors[]
  readonly rateLimit?: 'sign-in'
  /** Largest body in bytes (default 1 MiB). */
  readonly bodyLimitBytes?: number
}

export interface OperationMeta extends Definition {
  readonly caller: CallerKind
  readonly body: BodyKind
  readonly dialect: Dialect
}

/** One request for an operation, by whatever face it came. */
export interface Request {
  readonly ctx: RequestContext
  /** The operation's id. */
  readonly operation: string
  /** Answers the input as it came; asked for only once the caller is known. */
  readonly readInput: () => unknown
}

/** An operation that can be run. */
export interface ServedOperation extends OperationMeta {
  /** Everything between the request and its data: caller, permission, input, handler, output. */
  readonly serve: (request: Request) => Promise<unknown>
}
