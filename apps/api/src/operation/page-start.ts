import {
  type CursorKey,
  type CursorOrder,
  type CursorValues,
  decodeCursor,
} from '@cartwright/db/cursor'

import { invalidInput } from './invalid-input.ts'

/** After which row does the page asked for begin? Null for the first page. A cursor that was not
 *  given out for this order ends the operation with `validation_failed`. */
export function pageStart<const Keys extends readonly CursorKey[]>(
  order: CursorOrder<Keys>,
  cursor: string | undefined,
): CursorValues<Keys> | null {
  if (cursor === undefined) return null
  return (
    decodeCursor(order, cursor) ??
    invalidInput({
      path: ['cursor'],
      message: 'Send a nextCursor of this list and sort order, or none.',
    })
  )
}
