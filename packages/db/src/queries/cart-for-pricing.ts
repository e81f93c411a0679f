import { normaliseEmail } from '@cartwright/domain/customers/normalise-email'
import { codeKey } from '@cartwright/domain/discounts/code-key'
import type { Discount } from '@cartwright/domain/discounts/discount'

import type { Database } from '../database.ts'
import { type CartRequest, type CartRows, findCartRows } from './cart-rows.ts'
import { type CartTerms, findCartTerms } from './cart-terms.ts'
import { lockCart } from './carts.ts'
import { toDiscount } from './discount-record.ts'

/** A cart with everything its price depends on. */
export interface LoadedCart extends CartRows, Pick<CartTerms, 'zones' | 'taxRates'> {
  /** Those of the cart's codes, in the order they were applied, then the automatic ones. */
  readonly discounts: readonly Discount[]
  /** Codes on the cart that no discount of the store has any more, as typed. */
  readonly unknownCodes: readonly string[]
  /** How often this buyer used each discount, by its id; all 0 while the e-mail is unknown. */
  readonly customerUsage: ReadonlyMap<string, number>
}

export interface LoadCartRequest extends CartRequest {
  /** Lock the cart first (one more statement). Pass a transaction then. */
  readonly lock?: boolean
}

/** A cart with everything its price depends on, in two statements; undefined when the store has no
 *  such cart. Expired ones are answered too: `isCartThere` tells. The lock is a statement of its
 *  own: what a former holder of it committed is seen only by a statement begun after that. */
export async function loadCart(
  db: Database,
  request: LoadCartRequest,
): Promise<LoadedCart | undefined> {
  if (request.lock === true && (await lockCart(db, request)) === undefined) return undefined
  const cart = await findCartRows(db, request)
  if (cart === undefined) return undefined
  const { discountCodes, customerEmail } = cart
  const codeKeys = discountCodes.map(codeKey)
  const emailKey = customerEmail === null ? null : normaliseEmail(customerEmail)
  const { storeId, now } = request
  const { discounts, zones, taxRates } = await findCartTerms(db, {
    storeId,
    codeKeys,
    emailKey,
    now,
  })
  const known = new Set(discounts.map((discount) => discount.codeKey))
  const rank = ({ codeKey }: { readonly codeKey: string | null }) =>
    codeKey === null ? codeKeys.length : codeKeys.indexOf(codeKey)
  return {
    ...cart,
    zones,
    taxRates,
    discounts: discounts.toSorted((a, b) => rank(a) - rank(b)).map(toDiscountOfCart),
    unknownCodes: discountCodes.filter((code) => !known.has(codeKey(code))),
    customerUsage: new Map(discounts.map(({ id, customerUses }) => [id, customerUses])),
  }
}

function toDiscountOfCart(record: CartTerms['discounts'][number]): Discount {
  const { customerUses: _customerUses, ...discount } = record
  return toDiscount(discount)
}
