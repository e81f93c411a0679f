import { expect } from 'vitest'

import type { TestApi } from './test-api.ts'

/** The keys of all files there are. Every object has its row, and every row its object. */
export async function mediaInventory({ runtime, storage }: TestApi): Promise<readonly string[]> {
  const rows = await runtime.db.selectFrom('media').select('key').orderBy('key').execute()
  const keys = rows.map(({ key }) => key).sort()
  expect([...storage.keys()]).toEqual(keys)
  return keys
}
