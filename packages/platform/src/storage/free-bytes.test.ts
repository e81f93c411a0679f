import { expect, test } from 'vitest'

import { freeBytes } from './free-bytes.ts'

const memory = () => new Uint8Array(64 * 1024).fill(1)

test('the memory of bytes is given back', () => {
  const bytes = memory()
  freeBytes(bytes)
  expect(bytes).toHaveLength(0)
})

test('memory that others may have a part of is left alone', () => {
  const bytes = memory()
  freeBytes(bytes.subarray(1))
  freeBytes(bytes.subarray(0, -1))
  expect(bytes).toEqual(memory())
})
