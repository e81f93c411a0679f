import { expect, test } from 'vitest'

import { optionTitle } from './option-title.ts'

test('follows the product’s order of options', () => {
  const options = [{ name: 'Colour' }, { name: 'Size' }]
  expect(optionTitle(options, { Size: 'Large', Colour: 'Blue' })).toBe('Blue / Large')
})

test('without options there is one default variant', () => {
  expect(optionTitle([], {})).toBe('Default')
})
