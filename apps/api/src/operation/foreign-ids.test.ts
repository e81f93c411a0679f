import { storeContents } from '@cartwright/db/testing/store-contents'
import { afterAll, describe, expect, it } from 'vitest'

import { restOnlyRouter } from '../rest-only.ts'
import { appRouter } from '../router.ts'
import { expectedOf, told } from '../testing/expected-refusals.ts'
import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { openCart } from '../testing/test-cart.ts'
import { addEmbedSession } from '../testing/test-embed-session.ts'
import { addDiscount, addGoods, addTaxRate, type TestGoods } from '../testing/test-goods.ts'
import { addImage } from '../testing/test-media.ts'
import { createSellingShop, placeTestOrder, type SellingShop } from '../testing/test-order.ts'
import type { CallerKind } from './definition.ts'
import { exampleInput } from './every-operation-input.ts'
import { type Operation, operationsOf } from './operations.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

/** Path parameters of every operation that names something, with what another store really has. */
type Belongings = Readonly<Record<string, Readonly<Record<string, string>>>>

async function belongingsOf(shop: SellingShop): Promise<Belongings> {
  const goods = await addGoods(api, shop)
  const { slug } = await api.runtime.db
    .selectFrom('products')
    .select('slug')
    .where('id', '=', goods.productId)
    .executeTakeFirstOrThrow()
  const collection = await create(shop, 'collections', { title: 'Autumn' })
  const discountId = await addDiscount(api, shop, { code: 'AUTUMN' })
  const cart = await openCart(api, shop, { items: [{ variantId: goods.variantId, quantity: 1 }] })
  const order = await placeTestOrder(api, shop, {
    items: [{ variantId: goods.variantId, quantity: 1 }],
  })
  const zone = await create(shop, 'store/shipping-zones', {
    name: 'France',
    countries: ['FR'],
    methods: [{ name: 'Post', price: 900 }],
  })
  const token = await create(shop, 'store/storefront-tokens', { name: 'Front' })
  const key = await create(shop, 'store/api-keys', { name: 'Key', scopes: ['products:read'] })
  const inCart = { cartId: cart.id, itemId: cart.items[0].id, code: 'AUTUMN' }
  return {
    'admin.products': { productId: goods.productId, variantId: goods.variantId },
    'admin.collections': { collectionId: collection.id },
    'admin.discounts': { discountId },
    'admin.orders': { orderId: order.id },
    'admin.tokens': { tokenId: token.id },
    'admin.apiKeys': { keyId: key.id },
    'admin.shippingZones': { id: zone.id },
    'admin.taxRates': { id: await addTaxRate(api, shop) },
    'storefront.getProduct': { slug },
    'storefront.getCollection': { slug: collection.slug },
    storefront: inCart,
    ...(await filesOf(shop, goods)),
  }
}

const GTIN = '4006381333931'

/** A product in whose gallery a picture stands, and a session with a form. */
async function filesOf(
  { storeId }: SellingShop,
  { productId, variantId }: TestGoods,
): Promise<Belongings> {
  const { db, ids } = api.runtime
  const mediaId = await addImage(api, { storeId })
  const linkId = ids.uuidv7()
  await db.insertInto('productMedia').values({ storeId, id: linkId, productId, mediaId }).execute()
  const gtin = { gtin: GTIN, gtinKey: `0${GTIN}` }
  await db.updateTable('variants').set(gtin).where('id', '=', variantId).execute()
  return {
    media: { mediaId },
    partner: { id: productId, mediaId },
    tradeItems: { organization_id: storeId, gtin: GTIN, image_id: linkId },
  }
}

async function create(shop: SellingShop, what: string, body: object) {
  const answer = await send(api, `POST /api/v1/admin/${what}`, { headers: shop.operator, body })
  const [resource] = Object.values<{ id: string; slug: string }>(answer.body.data)
  if (answer.status !== 201 || resource === undefined) throw new Error(JSON.stringify(answer.body))
  return resource
}

const shop = await createSellingShop(api)
const otherShop = await createSellingShop(api)
const sessions = new Map([
  [shop.storeId, await addEmbedSession(api, shop)],
  [otherShop.storeId, await addEmbedSession(api, otherShop)],
])
const sessionOf = ({ storeId }: SellingShop) => {
  const session = sessions.get(storeId)
  if (session === undefined) throw new Error('This shop has no session')
  return session
}
const belongings = {
  ...(await belongingsOf(otherShop)),
  embed: { sessionId: sessionOf(otherShop).sessionId },
}

/** What a shop sends for each kind of caller that belongs to one. */
const credentials = new Map<CallerKind, (shop: SellingShop) => Readonly<Record<string, string>>>([
  ['operator', (of) => of.operator],
  ['key', (of) => of.apiKey],
  ['x-api-key', (of) => ({ 'x-api-key': of.apiKey['authorization']?.split(' ')[1] ?? '' })],
  ['storefront', (of) => of.storefront],
  ['embed', (of) => sessionOf(of).headers],
])

const naming = [...operationsOf(appRouter), ...operationsOf(restOnlyRouter)]
  .filter(({ meta }) => meta.path.includes('{'))
  .filter(({ meta }) => credentials.has(meta.caller))
  .map((it) => [it.id, it] as const)

function idsFor({ id }: Operation): Readonly<Record<string, string>> {
  const all: Belongings = belongings
  const found = all[id] ?? all[id.split('.').slice(0, -1).join('.')]
  if (found === undefined) throw new Error(`Give the other store something for ${id} to name`)
  return found
}

function call(operation: Operation, of: SellingShop) {
  const { meta } = operation
  const ids = idsFor(operation)
  const path = meta.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = ids[name]
    if (value === undefined) throw new Error(`${operation.id} names a ${name}`)
    return value
  })
  const headers = credentials.get(meta.caller)?.(of) ?? {}
  const hasBody = meta.method !== 'GET' && meta.method !== 'DELETE'
  const example = exampleInput(operation).body
  const body = 'mediaId' in example ? { ...example, mediaId: ids['mediaId'] } : example
  return send(api, `${meta.method} ${path}` as `GET /${string}`, {
    headers,
    ...(hasBody && { body }),
  })
}

describe('with the ids of another store', () => {
  it.each(naming)('%s answers 404 and touches nothing of it', async (_, operation) => {
    const before = await storeContents(api.runtime.db, otherShop.storeId)
    const answer = await call(operation, shop)
    expect(told(answer)).toEqual(expectedOf(operation.meta).unknown)
    expect(await storeContents(api.runtime.db, otherShop.storeId)).toBe(before)
  })

  const reads = naming.filter(([, { meta }]) => meta.method === 'GET')
  it.each(reads)('%s would have answered its owner', async (_, operation) => {
    expect((await call(operation, otherShop)).status).toBe(200)
  })
})
