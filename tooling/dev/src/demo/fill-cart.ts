import { z } from 'zod'

import { callApi } from '../rest/call-api.ts'
import type { Client, Request } from '../rest/send-request.ts'
import { buyerPerson } from './buyer-person.ts'
import { check } from './check.ts'
import { moneyText } from './money-text.ts'
import type { ShopFront } from './open-shop-front.ts'
import type { Stage } from './stage.ts'

const variant = z.object({
  id: z.string(),
  inStock: z.boolean(),
  availableQuantity: z.int().nullable(),
})
const product = z.object({
  slug: z.string(),
  title: z.string(),
  variants: z.array(variant),
  personalisation: z.unknown().nullable(),
})

const cartAnswer = z.object({
  cart: z.object({
    id: z.string(),
    currency: z.string(),
    items: z.array(z.object({ title: z.string(), quantity: z.int() })),
    totals: z.object({
      subtotal: z.int(),
      itemDiscount: z.int(),
      orderDiscount: z.int(),
      shipping: z.int(),
      shippingDiscount: z.int(),
      tax: z.int(),
      total: z.int(),
    }),
  }),
})

export type DemoCart = Readonly<z.infer<typeof cartAnswer>['cart']>

const code = 'WELCOME10'

/** The buyer's part up to the till: looks around, fills a cart, says where to and how. */
export async function fillCart(stage: Stage, shop: ShopFront): Promise<DemoCart> {
  const { buyer } = shop
  const { tell } = stage
  const { id, currency } = await chooseItems(stage, shop)
  const path = `/api/v1/storefront/cart/${id}`
  const change = async (request: Request) => (await callApi(buyer, request, cartAnswer)).cart

  const discounted = await change({ method: 'POST', path: `${path}/discount`, body: { code } })
  const off = discounted.totals.orderDiscount
  check(off > 0, `The code ${code} took nothing off: ${JSON.stringify(discounted.totals)}`)
  tell('buyer', `applies ${code}: ${moneyText(off, currency)} off`)

  const { email, address } = buyerPerson(stage.runId)
  const body = { customerEmail: email, shippingAddress: address }
  await change({ method: 'PATCH', path, body })
  const method = await chooseMethod(buyer, path)
  const ready = await change({
    method: 'POST',
    path: `${path}/shipping-method`,
    body: { shippingMethodId: method.id },
  })
  const { total, tax } = ready.totals
  tell('buyer', `has it sent to ${address.city} by ${method.name}`)
  tell('buyer', `total ${moneyText(total, currency)}, ${moneyText(tax, currency)} of it VAT`)
  return ready
}

async function chooseItems({ tell }: Stage, { buyer, slug }: ShopFront): Promise<DemoCart> {
  const { products } = await callApi(
    buyer,
    { method: 'GET', path: '/api/v1/storefront/products?inStock=true&limit=100' },
    z.object({ products: z.array(product) }),
  )
  tell('buyer', `sees ${products.length} products in stock`)
  const bowl = products.find((one) => one.slug === slug)?.variants[0]
  check(bowl !== undefined, `The new product ${slug} is not among those in stock.`)
  const other = mostPlentiful(products.filter((one) => one.slug !== slug))
  const { cart } = await callApi(
    buyer,
    {
      method: 'POST',
      path: '/api/v1/storefront/cart',
      body: { items: [{ variantId: bowl.id, quantity: 2 }] },
    },
    cartAnswer,
  )
  if (other === null) return cart
  const path = `/api/v1/storefront/cart/${cart.id}/items`
  const body = { variantId: other.id, quantity: 1 }
  const both = (await callApi(buyer, { method: 'POST', path, body }, cartAnswer)).cart
  const items = both.items.map(({ quantity, title }) => `${quantity} × ${title}`)
  tell('buyer', `puts into a cart: ${items.join(', ')}`)
  return both
}

/** The variant with most pieces that needs nothing said about it, so that many runs can buy it. */
function mostPlentiful(
  products: readonly z.infer<typeof product>[],
): z.infer<typeof variant> | null {
  const variants = products
    .filter(({ personalisation }) => personalisation === null)
    .flatMap(({ variants }) => variants.filter(({ inStock }) => inStock))
  const pieces = ({ availableQuantity }: z.infer<typeof variant>) =>
    availableQuantity ?? Number.MAX_SAFE_INTEGER
  return variants.toSorted((one, two) => pieces(two) - pieces(one))[0] ?? null
}

async function chooseMethod(
  buyer: Client,
  cartPath: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const method = z.object({ id: z.string(), name: z.string(), price: z.int() })
  const { shippingMethods } = await callApi(
    buyer,
    { method: 'GET', path: `${cartPath}/shipping-methods` },
    z.object({ shippingMethods: z.array(method) }),
  )
  const [first] = shippingMethods
  check(first !== undefined, 'No shipping method serves the address.')
  return first
}
