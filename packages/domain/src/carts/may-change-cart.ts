import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { isCartThere } from './cart-lifetime.ts'
import type { CartState } from './cart-lifetime.ts'

export type CartRefusal = Failure<'not_found' | 'cart_locked' | 'version_conflict'>

export interface CartChangeAttempt {
  readonly cart: CartState & { readonly version: number }
  /** The version the caller has seen; null when it does not say. */
  readonly seenVersion: number | null
  /** Epoch ms. */
  readonly now: number
}

/**
 * May this cart be changed now? Not when it is gone, was paid for, or is newer than the caller's
 * view of it. One in checkout may: the change ends that checkout.
 */
export function mayChangeCart(attempt: CartChangeAttempt): Result<null, CartRefusal> {
  const { cart, seenVersion, now } = attempt
  if (!isCartThere(cart, now)) return fail('not_found')
  if (cart.status === 'completed') return fail('cart_locked')
  if (seenVersion !== null && seenVersion !== cart.version) return fail('version_conflict')
  return ok(null)
}
