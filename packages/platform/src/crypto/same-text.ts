import { timingSafeEqual } from 'node:crypto'

import { sha256Bytes } from './sha256.ts'

/** Are two secrets equal? Takes as long for a near miss as for a far one, whatever the lengths. */
export const sameText = (left: string, right: string): boolean =>
  timingSafeEqual(sha256Bytes(left), sha256Bytes(right))
