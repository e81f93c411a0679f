import type { LineDiscount } from '../discounts/apply-product-discounts.ts'
import type { PricedCart, PricedLine } from '../pricing/priced-cart.ts'
import { totalsFaults } from '../pricing/totals-faults.ts'
import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'

/** What a line showed the buyer; kept, whatever becomes of the product. */
export interface LineSnapshot {
  readonly cartItemId: string
  readonly title: string
  readonly variantTitle: string
  readonly sku: string
  readonly imageUrl: string | null
  readonly personalisation: unknown
  readonly stockTracked: boolean
}

export interface OrderLineDraft extends LineSnapshot {
  readonly position: number
  readonly variantId: string
  readonly productId: string
  readonly quantity: number
  readonly unitPrice: number
  readonly subtotal: number
  readonly discount: number
  readonly tax: number
  readonly total: number
  readonly allocations: readonly LineDiscount[]
}

export interface OrderFromCart<Address> {
  readonly cart: PricedCart
  readonly snapshots: readonly LineSnapshot[]
  readonly shippingAddress: Address | null
  /** null: the shipping address. */
  readonly billingAddress: Address | null
}

export interface OrderDraft<Address> extends Pick<
  PricedCart,
  | 'currency'
  | 'taxIncluded'
  | 'roundingLevel'
  | 'totals'
  | 'taxLines'
  | 'taxRows'
  | 'shippingTax'
  | 'discounts'
> {
  readonly lines: readonly OrderLineDraft[]
  readonly shippingMethod: {
    readonly id: string
    readonly name: string
    readonly price: number
  } | null
  readonly shippingAddress: Address | null
  readonly billingAddress: Address | null
}

export type OrderFromCartFailure =
  | Failure<'cart_empty'>
  | Failure<'line_snapshot_missing', { readonly cartItemId: string }>
  | Failure<'totals_do_not_add_up', { readonly faults: readonly string[] }>

function draftLine(line: PricedLine, snapshot: LineSnapshot, position: number): OrderLineDraft {
  const { variantId, productId, quantity, unitPrice } = line
  const { subtotal, discount, tax, total, allocations } = line
  return {
    ...snapshot,
    position,
    variantId,
    productId,
    quantity,
    unitPrice,
    subtotal,
    discount,
    tax,
    total,
    allocations,
  }
}

/**
 * What is kept of a cart when it becomes an order? Every amount and every text as the buyer saw
 * them, so that no later change of price, product, tax or discount reaches the order. A cart whose
 * parts do not sum to its total becomes none.
 */
export function orderFromCart<Address>(
  from: OrderFromCart<Address>,
): Result<OrderDraft<Address>, OrderFromCartFailure> {
  const { cart, shippingAddress } = from
  if (cart.lines.length === 0) return fail('cart_empty')
  const faults = totalsFaults(cart)
  if (faults.length > 0) return fail('totals_do_not_add_up', { faults })
  const snapshots = new Map(from.snapshots.map((snapshot) => [snapshot.cartItemId, snapshot]))
  const lines: OrderLineDraft[] = []
  for (const [position, line] of cart.lines.entries()) {
    const snapshot = snapshots.get(line.id)
    if (snapshot === undefined) return fail('line_snapshot_missing', { cartItemId: line.id })
    lines.push(draftLine(line, snapshot, position))
  }
  const { currency, taxIncluded, roundingLevel, totals, taxLines, taxRows } = cart
  const { shippingTax, discounts, shipping } = cart
  const shippingMethod = shipping && { id: shipping.id, name: shipping.name, price: shipping.price }
  const billingAddress = from.billingAddress ?? shippingAddress
  return ok({
    currency,
    taxIncluded,
    roundingLevel,
    totals,
    taxLines,
    taxRows,
    shippingTax,
    discounts,
    lines,
    shippingMethod,
    shippingAddress,
    billingAddress,
  })
}
