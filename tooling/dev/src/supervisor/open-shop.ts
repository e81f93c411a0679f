import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { Client } from 'pg'

import type { Environment } from './child-environment.ts'
import { runChild } from './child-part.ts'
import { DevError } from './dev-error.ts'
import { keepShop, keptShop, readShop, type Shop } from './shop.ts'

export type ShopPlan = {
  readonly dataDir: string
  readonly databaseUrl: string
  /** The program that fills an empty shop and sends `{type: 'shop', shop}`. */
  readonly entry: string
  readonly environment: Environment
  readonly say: (line: string) => void
}

/**
 * The demo shop: the one of an earlier start, or a new one when the database has no store yet. Null
 * when the database has stores of its own, which are nobody's demo. A start that was killed while
 * filling is made good: the program runs again, and has to cope with what it finds.
 *
 * @throws DevError when filling it fails.
 */
export async function openShop(plan: ShopPlan, signal: AbortSignal): Promise<Shop | null> {
  const filling = join(plan.dataDir, 'demo-shop.filling')
  if (!existsSync(filling) && (await hasStore(plan.databaseUrl))) return keptShop(plan.dataDir)
  writeFileSync(filling, '')
  const shop = await fillShop(plan, signal)
  keepShop(plan.dataDir, shop)
  rmSync(filling, { force: true })
  return shop
}

async function fillShop(plan: ShopPlan, signal: AbortSignal): Promise<Shop> {
  const told: Shop[] = []
  const onMessage = (message: object) => {
    const shop = 'shop' in message ? readShop(message.shop) : null
    if (shop !== null) told.push(shop)
  }
  await runChild({ name: 'demo shop', ...plan, onMessage }, signal)
  const shop = told.at(-1)
  if (shop !== undefined) return shop
  throw new DevError('The demo shop was filled but told no credentials.')
}

async function hasStore(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const found = await client.query('select 1 from stores limit 1')
    return found.rowCount === 1
  } finally {
    await client.end()
  }
}
