import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { computeTax } from './compute-tax.ts'
import type { Taxable, TaxInput } from './compute-tax.ts'
import type { TaxRate } from './tax-rate.ts'

const standard: TaxRate = {
  id: 'std',
  name: 'VAT',
  country: 'GB',
  region: null,
  rateBasisPoints: 2000,
  taxCode: null,
  appliesToShipping: true,
}
const books: TaxRate = {
  ...standard,
  id: 'books',
  name: 'Books',
  rateBasisPoints: 0,
  taxCode: 'books',
}

function line(id: string, amount: number, taxCode: string | null = null): Taxable {
  return { kind: 'line', id, amount, taxCode }
}

function input(terms: Partial<TaxInput>): TaxInput {
  return {
    items: [],
    rates: [standard, books],
    destination: { country: 'GB' },
    taxIncluded: false,
    roundingLevel: 'per_line',
    ...terms,
  }
}

const amountsOf = (terms: Partial<TaxInput>) => computeTax(input(terms)).map((row) => row.amount)

describe('rounding level', () => {
  const items = [line('a', 3), line('b', 3), line('c', 3)]

  test('per line, every line rounds on its own', () => {
    expect(amountsOf({ items })).toEqual([1, 1, 1])
  })

  test('per order, one rate rounds once and the tax is shared', () => {
    expect(amountsOf({ items, roundingLevel: 'per_order' })).toEqual([1, 1, 0])
  })

  test('per order, shipping shares the rounding of its rate', () => {
    const withShipping: Taxable[] = [line('a', 3), { kind: 'shipping', id: 's', amount: 3 }]
    expect(amountsOf({ items: withShipping, roundingLevel: 'per_order' })).toEqual([1, 0])
  })
})

describe('rows', () => {
  test('a zero rate, a missing rate and a missing address each leave a row that says so', () => {
    const items = [line('a', 100, 'books')]
    expect(computeTax(input({ items }))).toEqual([
      {
        kind: 'line',
        id: 'a',
        rateId: 'books',
        name: 'Books',
        country: 'GB',
        region: null,
        rateBasisPoints: 0,
        base: 100,
        amount: 0,
        reason: 'zero',
      },
    ])
    expect(computeTax(input({ items, destination: { country: 'FR' } }))[0]?.reason).toBe('no_rate')
    expect(computeTax(input({ items, destination: null }))[0]?.reason).toBe('no_destination')
  })

  test('a rate for a tax code is named reduced', () => {
    const reduced = { ...books, rateBasisPoints: 500 }
    const row = computeTax(input({ items: [line('a', 100, 'books')], rates: [standard, reduced] }))
    expect(row[0]).toMatchObject({ reason: 'reduced', amount: 5 })
  })

  test('the base never contains the tax', () => {
    const items = [line('a', 2399)]
    expect(computeTax(input({ items, taxIncluded: true }))[0]).toMatchObject({
      base: 1999,
      amount: 400,
      reason: 'standard',
    })
    expect(computeTax(input({ items }))[0]).toMatchObject({ base: 2399, amount: 480 })
  })
})

test('per order, the shares of one rate sum to the tax on the sum', () => {
  const amounts = fc.array(fc.nat({ max: 10 ** 8 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(amounts, fc.boolean(), (values, taxIncluded) => {
      const items = values.map((amount, i) => line(String(i), amount))
      const whole = values.reduce((sum, amount) => sum + amount, 0)
      const together = amountsOf({ items, taxIncluded, roundingLevel: 'per_order' })
      const once = amountsOf({ items: [line('all', whole)], taxIncluded })
      expect([together.reduce((sum, tax) => sum + tax, 0)]).toEqual(once)
      together.forEach((tax, i) => expect(tax).toBeLessThanOrEqual(values[i] ?? 0))
    }),
  )
})
