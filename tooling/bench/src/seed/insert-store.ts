import { systemIds } from '@cartwright/platform/ids'
import type { Client } from 'pg'

import { insertRows } from './insert-rows.ts'

/** Opens a shop in pounds; its number names it. Answers its id. */
export async function insertStore(client: Client, number: number): Promise<string> {
  const id = systemIds.uuidv7()
  const name = `Shop ${number}`
  const slug = `shop-${number}`
  await insertRows(client, 'stores', [{ id, slug, name, currency: 'GBP', country: 'GB' }])
  return id
}
