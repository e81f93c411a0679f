import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import type { TransitionTable } from './states.ts'

export type IllegalTransition<S extends string = string> = Failure<
  'illegal_transition',
  { readonly from: S; readonly to: S }
>

/**
 * May something in one state go to another? Going where it already is succeeds with `changed`
 * false, so that a command carried out twice is no error.
 */
export function transition<S extends string>(
  table: TransitionTable<S>,
  from: S,
  to: S,
): Result<{ readonly state: S; readonly changed: boolean }, IllegalTransition<S>> {
  if (from === to) return ok({ state: to, changed: false })
  return table[from].includes(to)
    ? ok({ state: to, changed: true })
    : fail('illegal_transition', { from, to })
}
