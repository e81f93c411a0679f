import { z } from 'zod'

import { uploadMedia } from '../demo-shop/add-product.ts'
import { drawPicture } from '../pictures/draw-picture.ts'
import { callApi } from '../rest/call-api.ts'
import type { Client } from '../rest/send-request.ts'
import { moneyText } from './money-text.ts'
import type { Stage } from './stage.ts'

const signedIn = z.object({
  token: z.string(),
  user: z.object({ name: z.string() }),
  memberships: z.array(z.object({ storeId: z.string(), storeName: z.string() })),
})

const created = z.object({
  product: z.object({
    slug: z.string(),
    title: z.string(),
    currency: z.string(),
    priceRange: z.object({ min: z.int() }),
    images: z.array(z.object({ url: z.string(), width: z.int(), height: z.int() })).min(1),
  }),
})

export type ShopFront = {
  readonly operator: Client
  readonly buyer: Client
  /** The product made for this run. */
  readonly slug: string
}

/** The operator's part before anybody can buy: signs in, makes a product, hands out a token. */
export async function openShopFront(stage: Stage): Promise<ShopFront> {
  const operator = await signIn(stage)
  const slug = await addProduct(stage, operator)
  const { secret } = await callApi(
    operator,
    {
      method: 'POST',
      path: '/api/v1/admin/store/storefront-tokens',
      body: { name: `Demo run ${stage.runId}` },
    },
    z.object({ secret: z.string() }),
  )
  stage.tell('operator', `hands out a storefront token that begins with ${secret.slice(0, 8)}…`)
  const buyer = { url: stage.copy.apiUrl, headers: { 'x-storefront-token': secret } }
  return { operator, buyer, slug }
}

async function signIn({ copy, tell }: Stage): Promise<Client> {
  const { token, user, memberships } = await callApi(
    { url: copy.apiUrl, headers: {} },
    { method: 'POST', path: '/api/v1/auth/login', body: copy.operator },
    signedIn,
  )
  const store = memberships.find(({ storeId }) => storeId === copy.storeId)
  tell('operator', `${user.name} signs in to ${store?.storeName ?? copy.storeId}`)
  const headers = { authorization: `Bearer ${token}`, 'x-store-id': copy.storeId }
  return { url: copy.apiUrl, headers }
}

async function addProduct({ runId, tell }: Stage, operator: Client): Promise<string> {
  const name = `tea-bowl-${runId}`
  const jpeg = await drawPicture({ seed: runId, motif: 'bowl', palette: 'sea' })
  const mediaId = await uploadMedia(operator, { name: `${name}.jpg`, jpeg, key: name })
  const body = {
    title: `Tea bowl no. ${runId.toUpperCase()}`,
    description: 'Thrown this morning, for this demo.',
    status: 'active',
    productType: 'Bowls',
    tags: ['stoneware', 'demo'],
    variants: [{ sku: name.toUpperCase(), price: 2450, weightGrams: 400, initialQuantity: 10 }],
    media: [{ mediaId, alt: 'A sea blue tea bowl', isMain: true }],
  }
  const request = { method: 'POST', path: '/api/v1/admin/products', body } as const
  const { product } = await callApi(operator, request, created)
  const { title, priceRange, currency, images } = product
  tell('operator', `creates “${title}”, ${moneyText(priceRange.min, currency)}, 10 in stock`)
  const [image] = images
  if (image !== undefined) tell('operator', `… with a picture, ${image.width} × ${image.height}`)
  return product.slug
}
