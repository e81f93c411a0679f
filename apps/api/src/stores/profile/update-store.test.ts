import { unseal } from '@cartwright/platform/crypto/seal'
import { smtpPasswordPurpose } from '@cartwright/platform/mail/smtp-password'
import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addOpenCheckout } from '../../testing/test-checkout.ts'
import { createTestShop, type TestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const { db, ids } = api.runtime

const update = (shop: TestShop, body: unknown) =>
  send(api, 'PATCH /api/v1/admin/store', { headers: shop.operator, body })
const read = async (shop: TestShop) =>
  (await send(api, 'GET /api/v1/admin/store', { headers: shop.operator })).body.data.store

/** Where and why a change was refused. */
async function faultOf(shop: TestShop, body: unknown) {
  const { status, body: answer } = await update(shop, body)
  return [status, answer.error?.code, answer.error?.issues?.[0]?.path]
}

const smtp = { host: 'mail.example', port: 587, secure: true, username: 'shop', password: 'pa55' }
const ownServer = { fromAddress: 'shop@example.com', provider: 'smtp', smtp }

async function sealedPassword(shop: TestShop): Promise<string> {
  const row = await db
    .selectFrom('stores')
    .select('emailSettings')
    .where('id', '=', shop.storeId)
    .executeTakeFirstOrThrow()
  return row.emailSettings.smtp?.sealedPassword ?? ''
}

async function knownPassword(shop: TestShop) {
  const purpose = smtpPasswordPurpose(shop.storeId)
  return unseal(await sealedPassword(shop), purpose, [api.runtime.settings.sealKey])
}

async function addPicture(shop: TestShop, changes: { kind?: 'document'; status?: 'pending' } = {}) {
  const id = ids.uuidv7()
  await db
    .insertInto('media')
    .values({
      storeId: shop.storeId,
      id,
      key: `stores/${shop.storeId}/media/${id}.png`,
      filename: 'logo.png',
      kind: 'image',
      mimeType: 'image/png',
      sizeBytes: 10,
      width: 64,
      height: 64,
      source: 'upload',
      retention: 'library',
      status: 'ready',
      ...changes,
    })
    .execute()
  return id
}

const logoReferences = (shop: TestShop) =>
  db
    .selectFrom('mediaReferences')
    .select(['mediaId', 'entityId', 'role'])
    .where('storeId', '=', shop.storeId)
    .where('entityType', '=', 'store')
    .execute()

async function addOrder(shop: TestShop) {
  const { storeId } = shop
  const [customerId, id] = [ids.uuidv7(), ids.uuidv7()]
  const email = 'buyer@example.com'
  await db
    .insertInto('customers')
    .values({ storeId, id: customerId, email, emailKey: email })
    .execute()
  const zero = { itemDiscount: 0, orderDiscount: 0, shipping: 0, shippingDiscount: 0, tax: 0 }
  await db
    .insertInto('orders')
    .values({
      ...zero,
      storeId,
      id,
      customerId,
      email,
      subtotal: 100,
      total: 100,
      orderNumber: 'CC-2026-000001',
      cartId: ids.cartId(),
      checkoutSessionId: ids.uuidv7(),
      status: 'placed',
      paymentStatus: 'paid',
      fulfilmentStatus: 'unfulfilled',
      currency: 'GBP',
      taxIncluded: true,
      trackingToken: 'trk_one',
      placedAt: new Date(api.clock.now()),
    })
    .execute()
}

describe('does it', () => {
  it('changes everything that can be, and reads it back', async () => {
    const shop = await createTestShop(api)
    const changes = {
      name: 'Yarn & Co',
      slug: `yarn-${ids.randomHex(4)}`,
      description: 'Wool, mostly.',
      currency: 'JPY',
      country: 'JP',
      locale: 'ja-JP',
      supportEmail: 'help@example.com',
      orderPrefix: 'YC',
      taxIncluded: false,
      taxRounding: 'per_order',
      newsletter: { doubleOptIn: false },
      reviews: { autoApprove: true },
      checkout: { holdMinutes: 90 },
      embed: { allowedOrigins: ['https://shop.example'] },
      media: { quotaBytes: 5_000_000_000, graceDays: 30 },
      policies: { returns: 'Thirty days.', privacy: 'We keep little.', terms: 'Be kind.' },
    }
    const email = { fromName: 'Yarn', fromAddress: 'yarn@example.com', provider: 'platform' }
    const { status, body } = await update(shop, { ...changes, email })
    expect(status).toBe(200)
    expect(body.data.store).toMatchObject({ ...changes, email: { ...email, smtp: null } })
    expect(await read(shop)).toEqual(body.data.store)
  })

  it('changes what is named and nothing else; null empties', async () => {
    const shop = await createTestShop(api)
    const policies = { returns: 'Thirty days.', terms: 'Be kind.' }
    await update(shop, { description: 'Wool.', supportEmail: 'help@example.com', policies })
    const before = await read(shop)
    api.clock.advance(1_000)
    const { body } = await update(shop, { supportEmail: null, policies: { terms: null } })
    expect(body.data.store).toEqual({
      ...before,
      supportEmail: null,
      policies: { ...before.policies, terms: null },
      updatedAt: new Date(api.clock.now()).toISOString(),
    })
  })

  it('says where it ships, by its zones', async () => {
    const shop = await createTestShop(api)
    for (const countries of [['GB', 'IE'], ['FR'], ['*']]) {
      const body = { name: 'Zone', countries, methods: [] }
      await send(api, 'POST /api/v1/admin/store/shipping-zones', { headers: shop.operator, body })
    }
    expect((await read(shop)).shipsTo.toSorted()).toEqual(['*', 'FR', 'GB', 'IE'])
  })

  it('shows a logo from the library, which then is in use until another one takes its place', async () => {
    const shop = await createTestShop(api)
    const [first, second] = [await addPicture(shop), await addPicture(shop)]
    const { body } = await update(shop, { logoMediaId: first })
    expect(body.data.store.logo).toMatchObject({ id: first, width: 64, height: 64 })
    expect(await logoReferences(shop)).toEqual([
      { mediaId: first, entityId: shop.storeId, role: 'logo' },
    ])
    await update(shop, { logoMediaId: second })
    expect((await logoReferences(shop)).map(({ mediaId }) => mediaId)).toEqual([second])
    await update(shop, { name: 'Renamed' })
    expect((await read(shop)).logo.id).toBe(second)
    await update(shop, { logoMediaId: null })
    expect((await read(shop)).logo).toBeNull()
    expect(await logoReferences(shop)).toEqual([])
  })

  it('lets carts follow to another currency while nothing was sold', async () => {
    const shop = await createTestShop(api)
    const expiresAt = new Date(api.clock.now() + 60_000)
    const cart = { storeId: shop.storeId, id: ids.cartId(), currency: 'GBP', expiresAt }
    await db.insertInto('carts').values(cart).execute()
    await update(shop, { currency: 'EUR' })
    const row = await db
      .selectFrom('carts')
      .select(['currency', 'version'])
      .where('storeId', '=', shop.storeId)
      .where('id', '=', cart.id)
      .executeTakeFirst()
    expect(row).toEqual({ currency: 'EUR', version: 2 })
  })

  it('keeps the password of a mail server sealed, for this store alone, and never tells it', async () => {
    const shop = await createTestShop(api)
    const { body } = await update(shop, { email: ownServer })
    const { password: _, ...server } = smtp
    expect(body.data.store.email).toEqual({
      fromName: null,
      fromAddress: 'shop@example.com',
      provider: 'smtp',
      smtp: server,
    })
    expect(await sealedPassword(shop)).not.toContain('pa55')
    expect(await knownPassword(shop)).toBe('pa55')
    const other = smtpPasswordPurpose('another store')
    expect(unseal(await sealedPassword(shop), other, [api.runtime.settings.sealKey])).toBeNull()
  })

  it.each(['relay', '93.184.215.14', 'Mail.Example.com'])(
    'takes the mail server %s without looking it up',
    async (host) => {
      const shop = await createTestShop(api)
      const { body } = await update(shop, { email: { ...ownServer, smtp: { ...smtp, host } } })
      expect(body.data.store.email.smtp.host).toBe(host)
    },
  )

  it('keeps the password while the server stays the same, and forgets it with the server', async () => {
    const shop = await createTestShop(api)
    await update(shop, { email: ownServer })
    const { password: _, ...server } = smtp
    expect((await update(shop, { email: { fromName: 'Shop', smtp: server } })).status).toBe(200)
    expect(await knownPassword(shop)).toBe('pa55')
    await update(shop, { email: { smtp: { ...smtp, password: 'n3w' } } })
    expect(await knownPassword(shop)).toBe('n3w')
    await update(shop, { email: { provider: 'platform', smtp: null } })
    expect(await sealedPassword(shop)).toBe('')
  })
})

describe('refuses', () => {
  it.each([
    ['an empty name', { name: '' }, ['name']],
    ['NUL in a description', { description: '\u0000' }, ['description']],
    ['a slug front ends need', { slug: 'api' }, ['slug']],
    ['a currency that is none', { currency: 'ABC' }, ['currency']],
    ['a country that is none', { country: 'XX' }, ['country']],
    ['a locale that is malformed', { locale: 'en_GB!' }, ['locale']],
    ['a locale nobody speaks', { locale: 'xx-XX' }, ['locale']],
    ['a prefix with a hyphen', { orderPrefix: 'A-B' }, ['orderPrefix']],
    ['a hold shorter than Stripe allows', { checkout: { holdMinutes: 29 } }, ['checkout']],
    ['a hold longer than Stripe allows', { checkout: { holdMinutes: 1_441 } }, ['checkout']],
    ['an origin with a path', { embed: { allowedOrigins: ['https://a.example/'] } }, ['embed']],
    ['a domain, which has to be verified first', { domain: 'shop.example' }, []],
    ['a negative quota', { media: { quotaBytes: -1 } }, ['media']],
    ['a grace of more than a year', { media: { graceDays: 366 } }, ['media']],
    ['an unknown policy', { policies: { cookies: 'Yes.' } }, ['policies']],
    ['a sender of two lines', { email: { fromName: 'A\r\nBcc: b' } }, ['email']],
    ['a mail server that is an address', { email: { smtp: { ...smtp, host: 'a b' } } }, ['email']],
    ['to send through a server it does not know', { email: { provider: 'smtp' } }, ['email']],
    ['a server without a sender', { email: { ...ownServer, fromAddress: null } }, ['email']],
  ])('%s, and changes nothing', async (_, changes, [field]) => {
    const shop = await createTestShop(api)
    const before = await read(shop)
    const [status, code, path] = await faultOf(shop, changes)
    expect([status, code, path?.[0]]).toEqual([400, 'validation_failed', field])
    expect(await read(shop)).toEqual(before)
  })

  it.each([
    ['host', '127.0.0.1'],
    ['host', '10.0.0.7'],
    ['host', '169.254.169.254'],
    ['host', '0.0.0.0'],
    ['host', '2130706433'],
    ['host', '0x7f000001'],
    ['host', '0177.0.0.1'],
    ['host', '127.1'],
    ['host', 'mail..example'],
    ['host', 'mail-.example'],
    ['host', '::1'],
    ['host', '[::1]'],
    ['host', 'mail.example:22'],
    ['port', 22],
    ['port', 80],
    ['port', 6_379],
    ['port', 0],
  ])('a mail server whose %s is %s, and changes nothing', async (field, value) => {
    const shop = await createTestShop(api)
    const before = await read(shop)
    const fault = await faultOf(shop, {
      email: { ...ownServer, smtp: { ...smtp, [field]: value } },
    })
    expect(fault).toEqual([400, 'validation_failed', ['email', 'smtp', field]])
    expect(await read(shop)).toEqual(before)
  })

  it('to send the known password to another server', async () => {
    const shop = await createTestShop(api)
    await update(shop, { email: ownServer })
    const { password: _, ...server } = smtp
    for (const other of [
      { ...server, host: 'evil.example' },
      { ...server, port: 25 },
      { ...server, username: 'eve' },
      { ...server, secure: false },
    ]) {
      const fault = await faultOf(shop, { email: { smtp: other } })
      expect(fault).toEqual([400, 'validation_failed', ['email', 'smtp', 'password']])
    }
  })

  it('a slug that another store has, keeping all other changes out too', async () => {
    const [shop, other] = [await createTestShop(api), await createTestShop(api)]
    const before = await read(shop)
    const { status, body } = await update(shop, { name: 'Renamed', slug: other.slug })
    expect([status, body.error.code]).toEqual([409, 'slug_taken'])
    expect(await read(shop)).toEqual(before)
    expect((await update(shop, { slug: shop.slug })).status).toBe(200)
  })

  it('another currency once there are orders, or while a buyer is at the till', async () => {
    const [sold, selling] = [await createTestShop(api), await createTestShop(api)]
    await addOrder(sold)
    await addOpenCheckout(api, { ...selling, expiresAt: new Date(api.clock.now() + 60_000) })
    for (const [shop, reason] of [
      [sold, 'orders'],
      [selling, 'open_checkouts'],
    ] as const) {
      const { status, body } = await update(shop, { currency: 'EUR' })
      expect([status, body.error.code, body.error.details]).toEqual([409, 'in_use', { reason }])
      expect((await update(shop, { currency: 'GBP', name: 'Renamed' })).status).toBe(200)
    }
  })

  it('a logo that is no picture of this store', async () => {
    const [shop, other] = [await createTestShop(api), await createTestShop(api)]
    for (const logoMediaId of [
      await addPicture(other),
      await addPicture(shop, { kind: 'document' }),
      await addPicture(shop, { status: 'pending' }),
      'no-id-at-all',
    ]) {
      expect(await faultOf(shop, { logoMediaId })).toEqual([404, 'not_found', undefined])
    }
    expect(await logoReferences(shop)).toEqual([])
  })
})

describe('leaves nothing behind', () => {
  it('of the password, in the log, the audit log or an answer', async () => {
    const shop = await createTestShop(api)
    const secret = 'a very secret password'
    const { body } = await update(shop, {
      email: { ...ownServer, smtp: { ...smtp, password: secret } },
    })
    const audited = await db.selectFrom('auditLog').selectAll().execute()
    expect(JSON.stringify([body, await read(shop), audited])).not.toContain(secret)
    expect(api.log.text()).not.toContain(secret)
  })
})
