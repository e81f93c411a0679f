import { randomBytes } from 'node:crypto'

import { ask, dataOf, type RequestHeaders } from './ask.ts'
import type { Outputs } from './outputs.ts'
import { onboardAccount } from './pay.ts'
import type { Product } from './product.ts'

/** A shop that is ready to sell, set up over REST as its owner would. */
export interface Shop {
  readonly storeId: string
  /** Its account at the sandbox. */
  readonly accountId: string
  /** Headers of its owner, and of its shop front. */
  readonly operator: RequestHeaders
  readonly storefront: RequestHeaders
  readonly shippingMethodId: string
}

const admin = '/api/v1/admin'

/** Signs an owner up, onboards the shop with the sandbox, and lets it ship to GB for 3.99 and tax 20 %. */
export async function openShop(product: Product): Promise<Shop> {
  const { storeId, operator } = await signUp(product)
  const accountId = await takePayments(product, operator)
  const url = product.nextUrl()
  const zone = await ask<Outputs['admin']['shippingZones']['create']>(
    url,
    `POST ${admin}/store/shipping-zones`,
    {
      headers: operator,
      body: { name: 'Home', countries: ['GB'], methods: [{ name: 'Post', price: 399 }] },
    },
  )
  const rate = { name: 'VAT', country: 'GB', rateBasisPoints: 2_000 }
  dataOf(await ask(url, `POST ${admin}/store/tax-rates`, { headers: operator, body: rate }))
  const token = dataOf(
    await ask<Outputs['admin']['tokens']['create']>(url, `POST ${admin}/store/storefront-tokens`, {
      headers: operator,
      body: { name: 'Shop front' },
    }),
  )
  return {
    storeId,
    accountId,
    operator,
    storefront: { 'x-storefront-token': token.secret },
    shippingMethodId: dataOf(zone).shippingZone.methods[0]?.id ?? '',
  }
}

/** A new owner with a shop that has nothing yet. */
export async function signUp(
  product: Product,
): Promise<{ readonly storeId: string; readonly operator: RequestHeaders }> {
  const account = {
    email: `owner-${randomBytes(6).toString('hex')}@craft.example`,
    password: 'correct horse battery staple',
    name: 'Olive Owner',
    storeName: 'Clay & Co',
  }
  const { token, store } = dataOf(
    await ask<Outputs['auth']['signup']>(product.nextUrl(), 'POST /api/v1/auth/signup', {
      body: account,
    }),
  )
  const operator = { authorization: `Bearer ${token}`, 'x-store-id': store.id }
  return { storeId: store.id, operator }
}

async function takePayments(product: Product, operator: RequestHeaders): Promise<string> {
  const url = product.nextUrl()
  const back = 'https://console.example/payments'
  dataOf(
    await ask(url, `POST ${admin}/store/stripe/account-link`, {
      headers: operator,
      body: { returnUrl: back, refreshUrl: back },
    }),
  )
  const read = async () =>
    dataOf(
      await ask<Outputs['admin']['stripe']['status']>(url, `GET ${admin}/store/stripe/status`, {
        headers: operator,
      }),
    )
  const { accountId } = (await read()).stripe
  if (accountId === null) throw new Error('The account link made no account.')
  await onboardAccount(product, accountId)
  const { chargesEnabled } = (await read()).stripe
  if (!chargesEnabled) throw new Error('The account cannot take payments after onboarding.')
  return accountId
}

export interface Goods {
  readonly productId: string
  readonly variantId: string
}

/** Puts a product with one variant on sale. */
export async function stockGoods(
  product: Product,
  shop: Shop,
  goods: { readonly price: number; readonly quantity: number },
): Promise<Goods> {
  const created = dataOf(
    await ask<Outputs['admin']['products']['create']>(product.nextUrl(), `POST ${admin}/products`, {
      headers: shop.operator,
      body: {
        title: `Blue bowl ${randomBytes(4).toString('hex')}`,
        status: 'active',
        variants: [
          {
            sku: `BOWL-${randomBytes(4).toString('hex')}`,
            price: goods.price,
            initialQuantity: goods.quantity,
          },
        ],
      },
    }),
  )
  return { productId: created.product.id, variantId: created.product.variants[0]?.id ?? '' }
}
