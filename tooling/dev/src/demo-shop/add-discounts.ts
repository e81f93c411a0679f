import { z } from 'zod'

import { callApi } from '../rest/call-api.ts'
import { existing } from './existing.ts'
import type { Filling } from './filling.ts'
import { idOf } from './id-of.ts'

const path = '/api/v1/admin/discounts'
const candles = ['soy-candle', 'travel-tin-candle', 'beeswax-pillar-candle']

/** Creates the shop's discounts: three codes, and one that needs none. Amounts in pence. */
export async function addDiscounts(
  { operator, keyFor }: Filling,
  productIds: ReadonlyMap<string, string>,
): Promise<void> {
  const list = { path: `${path}?limit=100`, field: 'discounts', nameField: 'title' }
  const there = await existing(operator, list)
  for (const body of discounts(candles.map((slug) => idOf(productIds, slug)))) {
    if (there.has(body.title)) continue
    const key = keyFor(`discount/${body.title}`)
    await callApi(operator, { method: 'POST', path, body, key }, z.unknown())
  }
}

function discounts(candleIds: readonly string[]) {
  return [
    {
      code: 'WELCOME10',
      title: '10 % off your order',
      type: 'percentage',
      value: 10,
      combinesWith: ['product', 'shipping'],
    },
    {
      code: 'MAKERS5',
      title: '£5 off from £40',
      type: 'fixed_amount',
      value: 500,
      minimumOrderAmount: 4000,
      combinesWith: ['product', 'shipping'],
    },
    {
      code: 'FREESHIP',
      title: 'Free postage from £30',
      type: 'free_shipping',
      minimumOrderAmount: 3000,
      combinesWith: ['product', 'order'],
    },
    {
      code: null,
      title: 'Candle weeks: 15 % off',
      type: 'percentage',
      value: 15,
      appliesTo: { scope: 'products', ids: candleIds },
      combinesWith: ['order', 'shipping'],
    },
  ]
}
