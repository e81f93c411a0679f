import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { shopMemory } from './shop-memory.ts'

test('the second filling remembers the first one’s seed and password, and only its owner can', () => {
  const [dir, other] = [folder(), folder()]
  const first = shopMemory(dir)
  expect(shopMemory(dir)).toEqual(first)
  expect(shopMemory(other).password).not.toBe(first.password)
  expect(statSync(join(dir, 'demo-shop.memory.json')).mode & 0o777).toBe(0o600)
})

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'cartwright-memory-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  return dir
}
