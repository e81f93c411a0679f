import type { Address } from '@cartwright/db/json-columns'
import type { OrderRow } from '@cartwright/db/queries/order-row'
import { DEFAULT_VARIANT_TITLE } from '@cartwright/domain/catalogue/option-title'
import { splitName } from '@cartwright/domain/customers/split-name'
import { isCurrency } from '@cartwright/domain/money/currency'
import { formatMoney } from '@cartwright/domain/money/format-money'

/** An amount of an order as its buyer reads it. */
export function orderMoney({ currency }: OrderRow, locale: string): (amount: number) => string {
  if (!isCurrency(currency)) throw new Error('An order is in a currency that is not known')
  return (amount) => formatMoney(amount, currency, locale)
}

/** The name a mail greets with; null when none is known. */
export function greetedName({ customer, shippingAddress }: OrderRow): string | null {
  const { firstName } = splitName(customer.firstName ?? shippingAddress?.name ?? '')
  return firstName === '' ? null : firstName
}

/** What a buyer chose of a product; null where there was nothing to choose. */
export function chosenVariant(title: string): string | null {
  return title === '' || title === DEFAULT_VARIANT_TITLE ? null : title
}

/** An address, one row each, the name first. */
export function addressRows(address: Address | null): string[] {
  if (address === null) return []
  const { name, company, line1, line2, city, region, postalCode, country } = address
  return [name, company, line1, line2, city, region, postalCode, country].filter(
    (row) => row !== undefined,
  )
}
