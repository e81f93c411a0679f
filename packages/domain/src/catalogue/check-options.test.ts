import { expect, test } from 'vitest'

import { checkOptions } from './check-options.ts'

test('tidies good options and finds no fault', () => {
  expect(checkOptions([{ name: ' Colour ', values: ['Blue', ' Sea  green'] }])).toEqual({
    options: [{ name: 'Colour', values: ['Blue', 'Sea green'] }],
    faults: [],
  })
})

test('names every fault and where it is', () => {
  const { faults } = checkOptions([
    { name: 'Colour', values: ['Blue', 'blue', ''] },
    { name: 'COLOUR', values: [] },
    { name: '  ', values: ['x'] },
  ])
  expect(faults).toEqual([
    { code: 'option_value_duplicate', path: ['options', 0, 'values', 1] },
    { code: 'option_value_empty', path: ['options', 0, 'values', 2] },
    { code: 'option_name_duplicate', path: ['options', 1, 'name'] },
    { code: 'option_values_empty', path: ['options', 1, 'values'] },
    { code: 'option_name_empty', path: ['options', 2, 'name'] },
  ])
})
