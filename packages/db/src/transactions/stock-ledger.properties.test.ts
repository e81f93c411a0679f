import { randomUUID } from 'node:crypto'

import * as fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'

import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'
import { findLedgerFaults } from '../queries/stock-ledger.ts'
import {
  addCheckoutGoods,
  addCheckoutStore,
  openTestCheckout,
  paidCheckout,
} from '../testing/test-checkout.ts'
import { createTestDatabase } from '../testing/test-database.ts'
import { expireCarts } from './expire-carts.ts'
import { releaseLapsedHolds } from './release-lapsed-holds.ts'
import { settleCheckout } from './settle-checkout.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { db } = database
const MINUTE_MS = 60_000

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('open'), quantity: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('pay', 'expire', 'wait'), which: fc.nat() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reopen'), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('sweep', 'expire-carts') }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pass'), minutes: fc.integer({ min: 1, max: 60 }) }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

it('whatever happens in whatever order, counters are what their movements sum to, and nothing is sold twice', async () => {
  const store = await addCheckoutStore(db)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
      const goods = await addCheckoutGoods(db, store, { onHand: 6 })
      const world = { now: Date.UTC(2026, 2, 1), opened: [] as CheckoutSessionRow[] }
      for (const each of steps) await take(each)
      expect(await findLedgerFaults(db)).toEqual([])
      const { onHand, reserved } = await db
        .selectFrom('variants')
        .select(['onHand', 'reserved'])
        .where('id', '=', goods.variantId)
        .executeTakeFirstOrThrow()
      const { sold } = await db
        .selectFrom('orderLines')
        .select((eb) => eb.fn.sum<number>('quantity').as('sold'))
        .where('variantId', '=', goods.variantId)
        .executeTakeFirstOrThrow()
      expect(reserved).toBe(sold ?? 0)
      expect(reserved).toBeLessThanOrEqual(onHand)

      async function take(each: Step): Promise<void> {
        const now = new Date(world.now)
        const chosen = 'which' in each ? world.opened[each.which % world.opened.length] : undefined
        if (each.do === 'pass') world.now += each.minutes * MINUTE_MS
        if (each.do === 'open') await open({ quantity: each.quantity })
        if (each.do === 'reopen' && chosen) await open({ quantity: 2, cartId: chosen.cartId })
        if (each.do === 'pay' && chosen) await settleCheckout(db, paidCheckout(chosen, now))
        if (each.do === 'wait' && chosen) await tell(chosen, { paymentStatus: 'unpaid' })
        if (each.do === 'expire' && chosen) await tell(chosen, { status: 'expired' })
        const sweep = { newId: randomUUID, now }
        if (each.do === 'sweep')
          await db.transaction().execute((trx) => releaseLapsedHolds(trx, sweep))
        if (each.do === 'expire-carts')
          await db.transaction().execute((trx) => expireCarts(trx, sweep))
      }

      async function tell(chosen: CheckoutSessionRow, told: object): Promise<void> {
        const facts = { paymentStatus: 'unpaid' as const, ...told }
        await settleCheckout(db, paidCheckout(chosen, new Date(world.now), facts))
      }

      async function open({ quantity, cartId }: { quantity: number; cartId?: string }) {
        const terms = { goods: [{ ...goods, quantity }], now: new Date(world.now) }
        const opening = openTestCheckout(db, store, { ...terms, ...(cartId && { cartId }) })
        const opened = await opening.catch((error: unknown) => {
          const refusals = ['out_of_stock', 'cart_locked', 'not_found']
          if (error instanceof Error && refusals.includes(error.message)) return null
          throw error
        })
        if (opened !== null) world.opened.push(opened)
      }
    }),
    { numRuns: 40 },
  )
})
