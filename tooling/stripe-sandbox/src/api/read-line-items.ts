import { newId } from '../state/new-id.ts'
import type { LineRecord, ShippingOptionRecord } from '../state/records.ts'
import type { Params } from '../wire/params.ts'
import { StripeFault } from '../wire/stripe-fault.ts'

/** Stripe takes eight digits for most currencies. https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MAX_AMOUNT = 99_999_999
const MAX_QUANTITY = 999_999
const MAX_LINES = 100
const TAX_BEHAVIOURS = ['exclusive', 'inclusive', 'unspecified'] as const

export interface PricedLines {
  readonly currency: string
  readonly lines: readonly LineRecord[]
  readonly shippingOptions: readonly ShippingOptionRecord[]
}

/** Reads `line_items` and `shipping_options`, which must all be in one currency. */
export function readPricedLines(params: Params): PricedLines {
  const items = params.groups('line_items')
  if (items.length === 0) {
    throw new StripeFault('The `line_items` parameter is required in payment mode.', {
      code: 'parameter_missing',
      param: 'line_items',
    })
  }
  if (items.length > MAX_LINES) {
    throw new StripeFault(`Checkout Sessions accept at most ${MAX_LINES} line items.`, {
      param: 'line_items',
    })
  }
  const currencies: string[] = []
  const lines = items.map((item) => readLine(item, currencies))
  const shippingOptions = readShippingOptions(params, currencies)
  const [currency, ...others] = new Set(currencies)
  if (currency === undefined || others.length > 0) {
    throw new StripeFault('All line items and shipping options must have one currency.', {
      param: 'line_items',
    })
  }
  refuseTooLarge(lines, shippingOptions)
  return { currency, lines, shippingOptions }
}

function readLine(item: Params, currencies: string[]): LineRecord {
  item.only(['adjustable_quantity', 'metadata', 'price', 'price_data', 'quantity', 'tax_rates'])
  const price = item.text('price')
  if (price !== null) {
    throw new StripeFault(`No such price: '${price}'`, {
      code: 'resource_missing',
      param: item.path('price'),
    })
  }
  const data = requiredGroup(item, 'price_data')
  data.only([
    'currency',
    'product',
    'product_data',
    'tax_behavior',
    'unit_amount',
    'unit_amount_decimal',
  ])
  const product = requiredGroup(data, 'product_data')
  product.only(['description', 'images', 'metadata', 'name', 'tax_code', 'unit_label'])
  currencies.push(readCurrency(data))
  return {
    id: newId('li'),
    priceId: newId('price'),
    productId: newId('prod', 14),
    name: product.requiredText('name', 250),
    description: product.text('description'),
    images: readImages(product),
    productMetadata: product.metadata(),
    unitAmount: readUnitAmount(data),
    quantity: item.requiredInteger('quantity', { min: 1, max: MAX_QUANTITY }),
    taxBehaviour: data.choice('tax_behavior', TAX_BEHAVIOURS) ?? 'unspecified',
  }
}

// Fractions of a minor unit cannot be charged exactly, so the sandbox does not take them.
function readUnitAmount(data: Params): number {
  const name = data.has('unit_amount_decimal') ? 'unit_amount_decimal' : 'unit_amount'
  return data.requiredInteger(name, { min: 0, max: MAX_AMOUNT })
}

function readCurrency(group: Params): string {
  const currency = group.requiredText('currency').toLowerCase()
  if (/^[a-z]{3}$/.test(currency)) return currency
  throw new StripeFault(`Invalid currency: ${currency}`, { param: group.path('currency') })
}

function readImages(product: Params): readonly string[] {
  const images = product.texts('images')
  const bad = images.find((image) => !URL.canParse(image))
  if (bad !== undefined || images.length > 8) {
    throw new StripeFault('images takes at most 8 URLs.', {
      code: 'url_invalid',
      param: product.path('images'),
    })
  }
  return images
}

function readShippingOptions(params: Params, currencies: string[]): ShippingOptionRecord[] {
  const options = params.groups('shipping_options')
  if (options.length > 5) {
    throw new StripeFault('Checkout Sessions accept at most 5 shipping options.', {
      param: 'shipping_options',
    })
  }
  return options.map((option) => {
    option.only(['shipping_rate', 'shipping_rate_data'])
    const data = requiredGroup(option, 'shipping_rate_data')
    data.only([
      'delivery_estimate',
      'display_name',
      'fixed_amount',
      'metadata',
      'tax_behavior',
      'tax_code',
      'type',
    ])
    data.choice('type', ['fixed_amount'])
    const fixed = requiredGroup(data, 'fixed_amount')
    fixed.only(['amount', 'currency'])
    currencies.push(readCurrency(fixed))
    return {
      id: newId('shr'),
      name: data.requiredText('display_name', 100),
      amount: fixed.requiredInteger('amount', { min: 0, max: MAX_AMOUNT }),
      metadata: data.metadata(),
      taxBehaviour: data.choice('tax_behavior', TAX_BEHAVIOURS) ?? 'unspecified',
    }
  })
}

function requiredGroup(group: Params, name: string): Params {
  const found = group.group(name)
  if (found !== null) return found
  throw new StripeFault(`Missing required param: ${group.path(name)}.`, {
    code: 'parameter_missing',
    param: group.path(name),
  })
}

function refuseTooLarge(
  lines: readonly LineRecord[],
  shippingOptions: readonly ShippingOptionRecord[],
): void {
  const merchandise = lines.reduce((sum, line) => sum + line.unitAmount * line.quantity, 0)
  const dearest = Math.max(0, ...shippingOptions.map(({ amount }) => amount))
  if (merchandise + dearest <= MAX_AMOUNT) return
  throw new StripeFault(`The total amount due must be no more than ${MAX_AMOUNT}.`, {
    code: 'amount_too_large',
    param: 'line_items',
  })
}
