import { expect, test } from 'vitest'

import { measurePages } from './measure-pages.ts'

test('requests take turns, and those that warm up do not count', async () => {
  const asked: string[] = []
  const page = (name: string) => () => Promise.resolve(asked.push(name))
  const medians = await measurePages([page('a'), page('b')], 3)
  expect(asked.join('')).toBe('abababab')
  expect(medians).toHaveLength(2)
})
