import type { CheckoutSessionRow } from '@cartwright/db/queries/checkout-sessions'
import { insertInboxEvent } from '@cartwright/db/queries/inbox-events'
import {
  addCheckoutGoods,
  addCheckoutStore,
  askTestProvider,
  type CheckoutGoods,
  type CheckoutStore,
  type CheckoutTerms,
  type GoodsTerms,
  openTestCheckout,
} from '@cartwright/db/testing/test-checkout'

import type { TestWorker } from './test-worker.ts'

/** A store that can take payments, at the provider too. */
export async function addSellingStore({ database, gateway }: TestWorker): Promise<CheckoutStore> {
  const store = await addCheckoutStore(database.db)
  gateway.onboard(store.accountId)
  return store
}

export interface OpenedPage {
  readonly checkout: CheckoutSessionRow
  /** The provider's id of the session. */
  readonly sessionId: string
  readonly goods: CheckoutGoods
}

/** A checkout whose payment page is open. */
export async function openPage(
  worker: TestWorker,
  store: CheckoutStore,
  terms: Partial<CheckoutTerms> & { readonly stock?: GoodsTerms } = {},
): Promise<OpenedPage> {
  const { db } = worker.database
  const { stock, ...rest } = terms
  const [goods = await addCheckoutGoods(db, store, stock)] = rest.goods ?? []
  const now = new Date(worker.clock.now())
  const checkout = await openTestCheckout(db, store, { goods: [goods], now, ...rest })
  const sessionId = await askTestProvider(db, checkout, worker.gateway)
  return { checkout, sessionId, goods }
}

export interface TestEvent {
  readonly id?: string
  readonly type: string
  readonly object: object
}

/** Stores a webhook of this store's account, as the API does, and has it worked off. */
export async function receive(
  worker: TestWorker,
  { accountId, storeId }: CheckoutStore,
  event: TestEvent,
): Promise<string> {
  const { db } = worker.database
  const { id: eventId = `evt_${worker.runtime.ids.randomHex(12)}`, type, object } = event
  const payload = { id: eventId, type, data: { object } }
  const now = new Date(worker.clock.now())
  const row = {
    provider: 'stripe',
    account: accountId,
    eventId,
    type,
    storeId,
    payload,
    now,
  } as const
  await db.transaction().execute((trx) => insertInboxEvent(trx, row))
  await worker.run('process-stripe-event', { account: accountId, eventId })
  return eventId
}

/** What a webhook has become. */
export async function eventStatus({ database }: TestWorker, eventId: string): Promise<string> {
  const { status } = await database.db
    .selectFrom('inboxEvents')
    .select('status')
    .where('eventId', '=', eventId)
    .executeTakeFirstOrThrow()
  return status
}

/** What a checkout, its cart, its orders and its holds have become. */
export async function stateOf({ database: { db } }: TestWorker, { checkout }: OpenedPage) {
  const { id, cartId } = checkout
  const state = await db
    .selectFrom('checkoutSessions')
    .innerJoin('carts', 'carts.id', 'checkoutSessions.cartId')
    .select(['checkoutSessions.status as session', 'carts.status as cart'])
    .where('checkoutSessions.id', '=', id)
    .executeTakeFirstOrThrow()
  const orders = await db.selectFrom('orders').select('id').where('cartId', '=', cartId).execute()
  const holds = await db
    .selectFrom('stockHolds')
    .select('quantity')
    .where('cartId', '=', cartId)
    .execute()
  return { ...state, orders: orders.length, holds: holds.length }
}

/** The kinds of issues a store has, in order. */
export async function issueKinds(
  { database: { db } }: TestWorker,
  { storeId }: CheckoutStore,
): Promise<string[]> {
  const issues = db.selectFrom('issues').select('kind').where('storeId', '=', storeId)
  return (await issues.orderBy('kind').execute()).map(({ kind }) => kind)
}
