import type { AppRouter } from '@cartwright/api/app-router'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import { expect, test } from 'vitest'

import type { RequestHeaders } from './testing/ask.ts'
import { newAddress } from './testing/buyer.ts'
import { quiet } from './testing/facts.ts'
import { mailsTo } from './testing/mails.ts'
import { moneyOf, onboardAccount, paySession } from './testing/pay.ts'
import { launchProduct, type Product } from './testing/product.ts'

type Client = TRPCClient<AppRouter>

test('the main job over a typed tRPC client: from sign-up to a parcel that can be followed', async () => {
  await using product = await launchProduct()
  const anyone = clientOf(product, {})
  const { token, store } = await anyone.auth.signup.mutate({
    email: newAddress(),
    password: 'correct horse battery staple',
    name: 'Olive Owner',
    storeName: 'Clay & Co',
  })
  const headers = { authorization: `Bearer ${token}`, 'x-store-id': store.id }
  const operator = clientOf(product, headers)
  const accountId = await takePayments(product, operator)
  const { variantId, secret } = await stockShop(operator)
  const storefront = clientOf(product, { 'x-storefront-token': secret })

  const email = newAddress()
  const bought = await buy(product, storefront, { variantId, email })
  expect(bought.orderNumber).toMatch(/^CC-\d{4}-[0-9A-F]{6}$/)
  expect(moneyOf(product, accountId)).toMatchObject({ captured: bought.total, payments: 1 })

  const shipped = await ship(operator, bought.id)
  expect(shipped).toMatchObject({ status: 'completed', fulfilmentStatus: 'fulfilled' })
  const { order } = await anyone.public.trackOrder.query({ trackingToken: shipped.trackingToken })
  expect(order).toMatchObject({
    orderNumber: bought.orderNumber,
    paymentStatus: 'paid',
    fulfilmentStatus: 'fulfilled',
    destination: { city: 'Bath', country: 'GB' },
    firstName: 'Bea',
    lines: [{ title: 'Blue bowl', quantity: 2 }],
    fulfilments: [{ status: 'shipped', carrier: 'Royal Mail', trackingNumber: 'AB123456789GB' }],
  })
  await quiet(product)
  expect(await mailsTo(product, email)).toHaveLength(2)
})

test('a refusal reaches a typed client with its code, its status and what it was about', async () => {
  await using product = await launchProduct({ worker: false })
  const stranger = clientOf(product, { 'x-storefront-token': 'sft_nonsense' })
  await expect(stranger.storefront.createCart.mutate({})).rejects.toMatchObject({
    data: { httpStatus: 401, error: { code: 'unauthorized' } },
  })
})

function clientOf({ apiUrls }: Product, headers: RequestHeaders): Client {
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${apiUrls[0]}/trpc`, headers })] })
}

async function takePayments(product: Product, operator: Client): Promise<string> {
  const back = 'https://console.example/payments'
  await operator.admin.stripe.accountLink.mutate({ returnUrl: back, refreshUrl: back })
  const { accountId } = (await operator.admin.stripe.status.query({})).stripe
  if (accountId === null) throw new Error('The account link made no account.')
  await onboardAccount(product, accountId)
  const { stripe } = await operator.admin.stripe.status.query({})
  expect(stripe).toMatchObject({ chargesEnabled: true })
  return accountId
}

/** Two bowls' worth of shop: something to sell, a way to send it, tax, and a shop front. */
async function stockShop(operator: Client) {
  const { product } = await operator.admin.products.create.mutate({
    title: 'Blue bowl',
    status: 'active',
    variants: [{ sku: 'BOWL-1', price: 1_850, initialQuantity: 5 }],
  })
  await operator.admin.shippingZones.create.mutate({
    name: 'Home',
    countries: ['GB'],
    methods: [{ name: 'Post', price: 399 }],
  })
  const rate = { name: 'VAT', country: 'GB', rateBasisPoints: 2_000 }
  await operator.admin.taxRates.create.mutate(rate)
  const { secret } = await operator.admin.tokens.create.mutate({ name: 'Shop front' })
  return { variantId: product.variants[0]?.id ?? '', secret }
}

async function buy(
  product: Product,
  storefront: Client,
  { variantId, email }: { readonly variantId: string; readonly email: string },
) {
  const { cart } = await storefront.storefront.createCart.mutate({
    items: [{ variantId, quantity: 2 }],
    shippingAddress: {
      name: 'Bea Buyer',
      line1: '1 High Street',
      city: 'Bath',
      postalCode: 'BA1 1AA',
      country: 'GB',
    },
  })
  const cartId = cart.id
  const { shippingMethods } = await storefront.storefront.listShippingMethods.query({ cartId })
  await storefront.storefront.selectShippingMethod.mutate({
    cartId,
    shippingMethodId: shippingMethods[0]?.id ?? '',
  })
  const { checkoutSession } = await storefront.storefront.createCheckoutSession.mutate({
    cartId,
    customerEmail: email,
    successUrl: 'https://shop.example/thanks',
    cancelUrl: 'https://shop.example/cart',
  })
  const checkoutSessionId = checkoutSession.id
  await paySession(product, checkoutSessionId)
  const { order } = await storefront.storefront.confirmCheckoutSession.mutate({
    checkoutSessionId,
    cartId,
  })
  if (order === null) throw new Error('The paid session was not confirmed.')
  return order
}

async function ship(operator: Client, orderId: string) {
  await operator.admin.orders.createFulfilment.mutate({
    orderId,
    carrier: 'Royal Mail',
    trackingNumber: 'AB123456789GB',
    trackingUrl: 'https://carrier.example/AB123456789GB',
  })
  const { order } = await operator.admin.orders.get.query({ orderId })
  return order
}
