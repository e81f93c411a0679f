import { describe, expect, test } from 'vitest'

import { checkVariantOptions } from './check-variant-options.ts'

const options = [
  { name: 'Colour', values: ['Blue', 'Red'] },
  { name: 'Size', values: ['S', 'L'] },
]

function check(...optionValues: Record<string, string>[]) {
  return checkVariantOptions({
    options,
    variants: optionValues.map((values) => ({ optionValues: values })),
  })
}

function faults(...optionValues: Record<string, string>[]) {
  const result = check(...optionValues)
  return result.ok ? [] : result.error.details.faults
}

describe('accepts', () => {
  test('variants that name every option, and spells them as the options do', () => {
    expect(check({ size: 'l', Colour: ' blue' }, { Colour: 'Red', Size: 'L' })).toMatchObject({
      ok: true,
      value: {
        optionValues: [
          { Colour: 'Blue', Size: 'L' },
          { Colour: 'Red', Size: 'L' },
        ],
      },
    })
  })

  test('one variant of a product without options', () => {
    const variants = [{ optionValues: {} }]
    expect(checkVariantOptions({ options: [], variants })).toEqual({
      ok: true,
      value: { options: [], optionValues: [{}] },
    })
  })
})

describe('refuses', () => {
  test('a variant that leaves an option out', () => {
    expect(faults({ Colour: 'Blue' })).toEqual([
      { code: 'variant_option_missing', path: ['variants', 0, 'optionValues', 'Size'] },
    ])
  })

  test('an option the product does not have', () => {
    expect(faults({ Colour: 'Blue', Size: 'S', Fit: 'Slim' })).toEqual([
      { code: 'variant_option_unknown', path: ['variants', 0, 'optionValues', 'Fit'] },
    ])
  })

  test('a value the option does not list', () => {
    expect(faults({ Colour: 'Green', Size: 'S' })).toEqual([
      { code: 'variant_value_unknown', path: ['variants', 0, 'optionValues', 'Colour'] },
    ])
  })

  test('two variants with the same values, however they are cased', () => {
    expect(faults({ Colour: 'Blue', Size: 'S' }, { Colour: 'blue', Size: 's' })).toEqual([
      { code: 'variant_combination_duplicate', path: ['variants', 1] },
    ])
  })

  test('two variants of a product without options', () => {
    const variants = [{ optionValues: {} }, { optionValues: {} }]
    expect(checkVariantOptions({ options: [], variants }).ok).toBe(false)
  })

  test('faulty options', () => {
    const faulty = [{ name: 'Colour', values: [] }]
    expect(checkVariantOptions({ options: faulty, variants: [] })).toMatchObject({
      error: { details: { faults: [{ code: 'option_values_empty' }] } },
    })
  })
})
