import { expect, test } from 'vitest'

import { describeStorage } from './describe-storage.ts'
import { memoryStorage } from './memory-storage.ts'

describeStorage('memory storage', async () => memoryStorage())

test('failures happen as often as asked for', async () => {
  const storage = memoryStorage()
  storage.failNext(2)
  await expect(storage.head('a')).rejects.toMatchObject({ kind: 'unavailable' })
  await expect(storage.head('a')).rejects.toMatchObject({ kind: 'unavailable' })
  expect(await storage.head('a')).toBeNull()
})
