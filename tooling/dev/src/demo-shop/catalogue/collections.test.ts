import { parseGtin } from '@cartwright/domain/catalogue/gtin'
import { isSlug } from '@cartwright/domain/catalogue/slug'
import { expect, test } from 'vitest'

import { optionsOf } from '../product-request.ts'
import { collections } from './collections.ts'

const products = collections.flatMap((collection) => collection.products)
const variants = products.flatMap((product) => product.variants)

function twice(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index)
}

test('the shop sells at least 24 products in 4 collections, each with a picture', () => {
  expect(collections).toHaveLength(4)
  expect(products.length).toBeGreaterThanOrEqual(24)
  for (const { pictures } of products) expect(pictures.length).toBeGreaterThan(0)
})

test('no two products have one slug, no two variants one SKU or barcode', () => {
  const gtins = variants.flatMap(({ gtin }) => gtin ?? [])
  expect(twice([...products, ...collections].map(({ slug }) => slug))).toEqual([])
  expect(twice(variants.map(({ sku }) => sku))).toEqual([])
  expect(twice(gtins)).toEqual([])
  expect(gtins.filter((gtin) => !parseGtin(gtin).ok)).toEqual([])
  expect(products.map(({ slug }) => slug).filter((slug) => !isSlug(slug))).toEqual([])
})

test('every kind of stock can be met: sold out, made to order, on backorder, a draft', () => {
  const soldOut = products.filter((product) => product.variants.every(({ stock }) => stock === 0))
  expect(soldOut.map(({ slug }) => slug)).toContain('bud-vase')
  expect(variants.some(({ stock }) => stock === 'made to order')).toBe(true)
  expect(variants.some(({ stock, backorder }) => stock === 0 && backorder === true)).toBe(true)
  expect(products.some(({ draft }) => draft === true)).toBe(true)
  expect(products.some(({ personalisation }) => personalisation !== undefined)).toBe(true)
  expect(variants.some(({ compareAtPrice }) => compareAtPrice !== undefined)).toBe(true)
})

test.each(products)('the variants of $slug have the same options and differ in them', (product) => {
  const options = optionsOf(product.variants)
  const chosen = product.variants.map((variant) => JSON.stringify(variant.options))
  expect(twice(chosen)).toEqual([])
  const named = product.variants.map((variant) => Object.keys(variant.options ?? {}).length)
  expect(new Set(named)).toEqual(new Set([options.length]))
  const shown = product.variants.flatMap(({ picture }) => picture ?? [])
  expect(Math.max(0, ...shown)).toBeLessThan(product.pictures.length)
})
