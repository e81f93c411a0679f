import { generateKeyPair } from 'jose'
import { expect, it, vi } from 'vitest'

import { createVerificationKeys, type KeysById } from './verification-keys.ts'

const { publicKey } = await generateKeyPair('EdDSA')

function keysAt(startMs: number) {
  const clock = { nowMs: startMs }
  const stored = new Map([['known', publicKey]])
  const load = vi.fn<() => Promise<KeysById>>(async () => new Map(stored))
  return { clock, stored, load, keys: createVerificationKeys({ load, now: () => clock.nowMs }) }
}

it('loads once for any number of simultaneous first look-ups', async () => {
  const { keys, load } = keysAt(0)
  const found = await Promise.all([keys.find('known'), keys.find('known'), keys.find('unknown')])
  expect(found).toEqual([publicKey, publicKey, null])
  expect(load).toHaveBeenCalledTimes(1)
})

it('finds a key that was added since, a second after the last look', async () => {
  const { keys, stored, clock } = keysAt(0)
  expect(await keys.find('added')).toBeNull()
  stored.set('added', publicKey)
  clock.nowMs += 999
  expect(await keys.find('added')).toBeNull()
  clock.nowMs += 1
  expect(await keys.find('added')).toBe(publicKey)
})

it('finds a key this process signed with at once', async () => {
  const { keys, stored, load } = keysAt(0)
  await keys.find('made up')
  stored.set('added', publicKey)
  keys.announce('added')
  expect(await keys.find('added')).toBe(publicKey)
  keys.announce('added')
  await keys.find('made up')
  expect(load).toHaveBeenCalledTimes(2)
})

it('keeps looking when the clock is set back', async () => {
  const { keys, stored, clock } = keysAt(1_000_000_000)
  await keys.find('known')
  stored.set('added', publicKey)
  clock.nowMs = 0
  expect(await keys.find('added')).toBe(publicKey)
})

it('passes on a failure to load and tries again at the next look-up', async () => {
  const { keys, load } = keysAt(0)
  load.mockRejectedValueOnce(new Error('database is away'))
  await expect(keys.find('known')).rejects.toThrow('database is away')
  expect(await keys.find('known')).toBe(publicKey)
})
