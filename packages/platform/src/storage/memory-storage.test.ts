import { expect, test } from 'vitest'

import { describeStorage } from './describe-storage.ts'
import { imitateUpload } from './imitate-upload.ts'
import { memoryStorage } from './memory-storage.ts'

describeStorage('memory storage', {
  make: async () => memoryStorage(),
  holdsNothing: false,
  send: imitateUpload,
})

test('failures happen as often as asked for', async () => {
  const storage = memoryStorage()
  storage.failNext(2)
  await expect(storage.head('a')).rejects.toMatchObject({ kind: 'unavailable' })
  await expect(storage.head('a')).rejects.toMatchObject({ kind: 'unavailable' })
  expect(await storage.head('a')).toBeNull()
})

test('a failure of one kind spares the others', async () => {
  const storage = memoryStorage()
  storage.failNext(1, 'delete')
  await storage.put('a', Buffer.from('x'), { contentType: 'text/plain' })
  await expect(storage.delete('a')).rejects.toMatchObject({ kind: 'unavailable' })
  await storage.delete('a')
  expect(storage.keys()).toEqual([])
})

test('a lost answer leaves the object', async () => {
  const storage = memoryStorage()
  storage.failNext(1, 'put_answer')
  const put = storage.put('a', Buffer.from('x'), { contentType: 'text/plain' })
  await expect(put).rejects.toMatchObject({ kind: 'unavailable' })
  expect(storage.keys()).toEqual(['a'])
})
