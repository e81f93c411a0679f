import { applyDiscounts } from '../discounts/apply-discounts.ts'
import type { AppliedDiscounts, ShippingCharge } from '../discounts/apply-discounts.ts'
import { discountClass } from '../discounts/discount-class.ts'
import type { Discount } from '../discounts/discount.ts'
import { chargeStep } from '../money/charge-step.ts'
import type { Currency } from '../money/currency.ts'
import type { Place } from '../places/place.ts'
import { computeTax } from '../tax/compute-tax.ts'
import type { RoundingLevel, Taxable } from '../tax/compute-tax.ts'
import { taxLines } from '../tax/tax-lines.ts'
import type { TaxRate } from '../tax/tax-rate.ts'
import type { TaxRow } from '../tax/tax-row.ts'
import { chooseDiscounts } from './choose-discounts.ts'
import type {
  CartTotals,
  PricedCart,
  PricedDiscount,
  PricedLine,
  PricedShipping,
} from './priced-cart.ts'

export interface CartLineInput {
  readonly id: string
  readonly variantId: string
  readonly productId: string
  readonly collectionIds: readonly string[]
  /** At least 1. */
  readonly quantity: number
  readonly unitPrice: number
  readonly taxCode: string | null
}

/** The method chosen. `price` is the method's own; `freeAbove` is applied here, after discounts. */
export interface ShippingInput extends ShippingCharge {
  readonly id: string
  readonly name: string
}

export interface PriceCartInput {
  readonly currency: Currency
  readonly taxIncluded: boolean
  readonly roundingLevel: RoundingLevel
  readonly lines: readonly CartLineInput[]
  /** The codes on the cart and every automatic discount of the store. */
  readonly discounts: readonly Discount[]
  readonly shipping: ShippingInput | null
  readonly taxRates: readonly TaxRate[]
  /** null while the address is unknown; nothing is taxed then. */
  readonly destination: Place | null
  /** Epoch ms. */
  readonly now: number
  /** How often this customer has used each discount, by discount id. */
  readonly customerUsage: ReadonlyMap<string, number>
}

type UntaxedLine = Omit<PricedLine, 'tax'> & { readonly taxCode: string | null }
type UntaxedShipping = Omit<PricedShipping, 'tax'>

function sumOf<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0)
}

function untaxedLines(
  lines: readonly (CartLineInput & { readonly subtotal: number })[],
  applied: AppliedDiscounts,
): readonly UntaxedLine[] {
  return lines.map((line, i) => {
    const { itemDiscount = 0, orderDiscountShare = 0, allocations = [] } = applied.lines[i] ?? {}
    const discount = itemDiscount + orderDiscountShare
    const { id, variantId, productId, quantity, unitPrice, subtotal, taxCode } = line
    const amounts = { subtotal, discount, itemDiscount, orderDiscountShare, allocations }
    const total = subtotal - discount
    return { id, variantId, productId, quantity, unitPrice, ...amounts, total, taxCode }
  })
}

function untaxedShipping(
  shipping: ShippingInput | null,
  applied: AppliedDiscounts,
): UntaxedShipping | null {
  if (shipping === null) return null
  const { shippingPrice: price, shippingDiscount: discount } = applied
  return { id: shipping.id, name: shipping.name, price, discount, total: price - discount }
}

function taxables(
  lines: readonly UntaxedLine[],
  shipping: UntaxedShipping | null,
): readonly Taxable[] {
  const items = lines.map(({ id, total, taxCode }): Taxable => ({
    kind: 'line',
    id,
    amount: total,
    taxCode,
  }))
  return shipping === null
    ? items
    : [...items, { kind: 'shipping', id: shipping.id, amount: shipping.total }]
}

function pricedDiscounts(
  chosen: readonly Discount[],
  applied: AppliedDiscounts,
): readonly PricedDiscount[] {
  return chosen.map(({ id, code, title, kind, appliesTo }) => ({
    discountId: id,
    code,
    title,
    type: kind.type,
    class: discountClass(kind.type, appliesTo.scope),
    amount: applied.amounts.get(id) ?? 0,
  }))
}

function totalsOf(
  lines: readonly PricedLine[],
  shipping: PricedShipping | null,
  taxIncluded: boolean,
): CartTotals {
  const tax = sumOf(lines, (line) => line.tax) + (shipping?.tax ?? 0)
  const charged = sumOf(lines, (line) => line.total) + (shipping?.total ?? 0)
  return {
    subtotal: sumOf(lines, (line) => line.subtotal),
    itemDiscount: sumOf(lines, (line) => line.itemDiscount),
    orderDiscount: sumOf(lines, (line) => line.orderDiscountShare),
    shipping: shipping?.price ?? 0,
    shippingDiscount: shipping?.discount ?? 0,
    tax,
    total: taxIncluded ? charged : charged + tax,
  }
}

function withTax<T>(untaxed: T, row: TaxRow | undefined): T & { readonly tax: number } {
  return { ...untaxed, tax: row?.amount ?? 0 }
}

/**
 * What does this cart cost? In this order: lines at unit price × quantity; the best allowed
 * discounts, on products, then the order, then shipping; tax on what is left of each line and of
 * the shipping charge; the total. The same input always gives the same cart, and every part sums
 * exactly to its whole (`totalsFaults` says so).
 *
 * Amounts must fit: ask `amountsFit` before pricing what a buyer put together.
 */
export function priceCart(input: PriceCartInput): PricedCart {
  const { currency, taxIncluded, roundingLevel, now, customerUsage, destination } = input
  const step = chargeStep(currency)
  const subtotalled = input.lines.map((line) => ({
    ...line,
    subtotal: line.unitPrice * line.quantity,
  }))
  const { chosen, rejected } = chooseDiscounts({
    lines: subtotalled,
    candidates: input.discounts,
    shipping: input.shipping,
    now,
    customerUsage,
    step,
  })
  const { shipping: method } = input
  const applied = applyDiscounts({ lines: subtotalled, discounts: chosen, shipping: method, step })
  const bareLines = untaxedLines(subtotalled, applied)
  const bareShipping = untaxedShipping(method, applied)
  const items = taxables(bareLines, bareShipping)
  const rates = input.taxRates
  const taxRows = computeTax({ items, rates, destination, taxIncluded, roundingLevel, step })
  const lines = bareLines.map(({ taxCode: _taxCode, ...line }, i) => withTax(line, taxRows[i]))
  const shipping = bareShipping && withTax(bareShipping, taxRows.at(-1))
  return {
    currency,
    taxIncluded,
    roundingLevel,
    lines,
    shipping,
    discounts: pricedDiscounts(chosen, applied),
    rejectedDiscounts: rejected,
    totals: totalsOf(lines, shipping, taxIncluded),
    taxLines: taxLines(taxRows),
    taxRows,
    shippingTax: shipping?.tax ?? 0,
  }
}
