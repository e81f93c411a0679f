import type { AppError } from '../app-error.ts'
import type { Schema } from '../openapi/components.ts'
import type { Refusals } from './refusals.ts'

export interface ErrorAnswer {
  readonly status: number
  readonly body: unknown
}

/** How one family of routes writes its answers. Handlers do not know theirs: they fail with codes of
 *  the one catalogue. */
export interface Dialect {
  /** The body of a success. `data` is the operation's output; its field `meta`, if any, is about the
   *  answer and not part of it. */
  readonly success: (data: Readonly<Record<string, unknown>>) => unknown
  readonly error: (error: AppError, requestId: string) => ErrorAnswer
  /** Where its statuses, codes and sentences are not the catalogue's. */
  readonly refusals: Refusals
  /** The schema of a success with this output. */
  readonly successSchema: (output: Schema) => Schema
  readonly failure: FailureFormat
}

/** The body of every error of a dialect, as the OpenAPI document describes it. */
export interface FailureFormat {
  /** The component's name. */
  readonly name: string
  readonly schema: Schema
  /** Its errors carry their code in `error.code`; otherwise a sentence is all they are. */
  readonly hasCodes: boolean
}
