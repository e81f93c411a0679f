import { z } from 'zod'

import { callApi } from '../rest/call-api.ts'
import { existing } from './existing.ts'
import type { Filling } from './filling.ts'
import { linkStripe } from './link-stripe.ts'
import { shippingZones, storeSettings, taxRates } from './store-facts.ts'

/** Everything about the shop that is not for sale: its facts, where it ships, tax, payments. */
export async function setUpStore(filling: Filling): Promise<void> {
  const { operator } = filling
  const path = '/api/v1/admin/store'
  await callApi(operator, { method: 'PATCH', path, body: storeSettings }, z.unknown())
  await addByName(
    filling,
    { path: `${path}/shipping-zones`, field: 'shippingZones' },
    shippingZones,
  )
  await addByName(filling, { path: `${path}/tax-rates`, field: 'taxRates' }, taxRates)
  await linkStripe(filling)
}

async function addByName(
  { operator, keyFor }: Filling,
  { path, field }: { readonly path: string; readonly field: string },
  wanted: readonly { readonly name: string }[],
): Promise<void> {
  const there = await existing(operator, { path, field, nameField: 'name' })
  for (const body of wanted) {
    if (there.has(body.name)) continue
    const key = keyFor(`${field}/${body.name}`)
    await callApi(operator, { method: 'POST', path, body, key }, z.unknown())
  }
}
