import type { AppError } from '../app-error.ts'

/** How one family of routes writes its answers. Handlers do not know theirs. */
export interface Dialect {
  /** The body of a success. `data` is the operation's output; its field `meta`, if any, is about the
   *  answer and not part of it. */
  readonly success: (data: Readonly<Record<string, unknown>>) => unknown
  readonly error: (error: AppError, requestId: string) => unknown
}
