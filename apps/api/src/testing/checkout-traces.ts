import type { Database } from '@cartwright/db/database'
import { expect } from 'vitest'

/** What checking out left in the database, by cart. */
export function checkoutTraces(db: Database) {
  const sessionsOf = (cartId: string) =>
    db
      .selectFrom('checkoutSessions')
      .selectAll()
      .where('cartId', '=', cartId)
      .orderBy('createdAt')
      .orderBy('requestKey')
      .execute()

  const holdsOf = (cartId: string) =>
    db.selectFrom('stockHolds').selectAll().where('cartId', '=', cartId).execute()

  const cartOf = (cartId: string) =>
    db.selectFrom('carts').selectAll().where('id', '=', cartId).executeTakeFirstOrThrow()

  /** Nothing that a refused checkout could have left. */
  const nothingOf = async (cartId: string) => {
    expect(await sessionsOf(cartId)).toEqual([])
    expect(await holdsOf(cartId)).toEqual([])
    expect(await cartOf(cartId)).toMatchObject({ status: 'open', customerEmail: null })
  }

  return { sessionsOf, holdsOf, cartOf, nothingOf }
}
