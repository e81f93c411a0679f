import { expect, test } from 'vitest'

import { textTable } from './text-table.ts'

test('columns line up, and those of figures stand to the right', () => {
  const table = textTable([
    ['what', 'per second'],
    ['a list', 1200],
    ['b', '–'],
  ])
  expect(table.split('\n')).toEqual([
    '| what   | per second |',
    '| ------ | ---------: |',
    '| a list |       1200 |',
    '| b      |          – |',
  ])
})
