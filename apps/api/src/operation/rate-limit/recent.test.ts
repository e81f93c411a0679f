import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { recent } from './recent.ts'

const SIZE = 5

it('remembers the last keys that were set, with what was set last, and at most twice as many', () => {
  const keys = fc.array(fc.integer({ min: 0, max: 20 }).map(String), { maxLength: 200 })
  fc.assert(
    fc.property(keys, (sets) => {
      const memory = recent<number>(SIZE)
      for (const [at, key] of sets.entries()) memory.set(key, at)
      const lastAt = new Map(sets.map((key, at) => [key, at]))
      const newestFirst = [...lastAt].toSorted(([, a], [, b]) => b - a)
      for (const [key, at] of newestFirst.slice(0, SIZE)) expect(memory.get(key)).toBe(at)
      const known = newestFirst.filter(([key]) => memory.get(key) !== undefined)
      expect(known.length).toBeLessThanOrEqual(2 * SIZE)
      for (const [key, at] of known) expect(memory.get(key)).toBe(at)
    }),
  )
})
