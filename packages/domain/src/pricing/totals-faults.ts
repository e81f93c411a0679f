import { discountClass } from '../discounts/discount-class.ts'
import type { PricedCart, PricedLine } from './priced-cart.ts'

type Check = readonly [fault: string, parts: number, whole: number]

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function lineChecks(line: PricedLine): readonly Check[] {
  const { id, itemDiscount, orderDiscountShare, discount } = line
  const allocated = sum(line.allocations.map((allocation) => allocation.amount))
  return [
    [`${id}: unit price × quantity`, line.unitPrice * line.quantity, line.subtotal],
    [`${id}: discount parts`, itemDiscount + orderDiscountShare, discount],
    [`${id}: allocations`, allocated, discount],
    [`${id}: subtotal − discount`, line.subtotal - discount, line.total],
    [
      `${id}: below nothing`,
      Math.min(0, line.total, line.tax, itemDiscount, orderDiscountShare),
      0,
    ],
  ]
}

function discountSum(cart: PricedCart, wanted: 'product' | 'order' | 'shipping'): number {
  return sum(cart.discounts.filter((d) => d.class === wanted).map(({ amount }) => amount))
}

function totalsChecks(cart: PricedCart): readonly Check[] {
  const { totals, lines, shipping, taxIncluded } = cart
  const merchandise = sum(lines.map((line) => line.total))
  const discounted = totals.subtotal - totals.itemDiscount - totals.orderDiscount
  const charged = discounted + totals.shipping - totals.shippingDiscount
  return [
    ['subtotals', sum(lines.map((line) => line.subtotal)), totals.subtotal],
    ['line totals', merchandise, discounted],
    ['item discounts', discountSum(cart, 'product'), totals.itemDiscount],
    ['order discounts', discountSum(cart, 'order'), totals.orderDiscount],
    ['shipping discounts', discountSum(cart, 'shipping'), totals.shippingDiscount],
    ['shipping total', (shipping?.price ?? 0) - (shipping?.discount ?? 0), shipping?.total ?? 0],
    ['tax parts', sum(lines.map((line) => line.tax)) + cart.shippingTax, totals.tax],
    ['tax rows', sum(cart.taxRows.map((row) => row.amount)), totals.tax],
    ['tax lines', sum(cart.taxLines.map((line) => line.amount)), totals.tax],
    [
      'tax bases',
      sum(cart.taxRows.map((row) => row.base)),
      taxIncluded ? charged - totals.tax : charged,
    ],
    ['total', taxIncluded ? charged : charged + totals.tax, totals.total],
  ]
}

function allocationChecks(cart: PricedCart): readonly Check[] {
  return cart.discounts
    .filter((discount) => discount.class !== discountClass('free_shipping', 'order'))
    .map(({ discountId, amount }) => {
      const shares = cart.lines
        .flatMap((line) => line.allocations)
        .filter((allocation) => allocation.discountId === discountId)
      return [`${discountId}: shares`, sum(shares.map((share) => share.amount)), amount]
    })
}

/**
 * Where do the parts of a priced cart not sum exactly to their whole? Empty for every cart that
 * `priceCart` made; anything else is a bug, one line per sum that is off. No tolerance.
 */
export function totalsFaults(cart: PricedCart): readonly string[] {
  return [...cart.lines.flatMap(lineChecks), ...totalsChecks(cart), ...allocationChecks(cart)]
    .filter(([, parts, whole]) => parts !== whole || !Number.isSafeInteger(whole))
    .map(([fault, parts, whole]) => `${fault}: ${parts} is not ${whole}`)
}
