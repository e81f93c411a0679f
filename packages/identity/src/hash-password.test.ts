import { afterAll, expect, it } from 'vitest'

import { hashPassword } from './hash-password.ts'
import { createTestIdentity, PASSWORD } from './testing/test-identity.ts'
import { verifyPassword } from './verify-password.ts'

const test = await createTestIdentity()
afterAll(() => test[Symbol.asyncDispose]())

const { identity } = test

it('makes another hash each time, and each is of the password alone', async () => {
  const hashes = [await hashPassword(identity, PASSWORD), await hashPassword(identity, PASSWORD)]
  expect(new Set(hashes).size).toBe(2)
  for (const hash of hashes) {
    expect(hash).not.toContain(PASSWORD)
    expect(await verifyPassword(identity, { hash, password: PASSWORD })).toBe(true)
    expect(await verifyPassword(identity, { hash, password: PASSWORD.toUpperCase() })).toBe(false)
  }
})

it('knows a password however its letters were composed', async () => {
  const hash = await hashPassword(identity, 'cafe\u0301 au lait')
  expect(await verifyPassword(identity, { hash, password: 'caf\u00e9 au lait' })).toBe(true)
})
