import { productRow, type ProductText } from '@cartwright/db/queries/product-row'
import { describe, expect, it } from 'vitest'

import { knownProduct } from './known-product.ts'
import { productResource } from './product-resource.ts'

const files = { publicUrl: (key: string) => `https://files.test/${key}` }
const around = { currency: 'GBP', files }

function told(id: string, { price = 500, description = 'For tea', version = 1 } = {}): ProductText {
  const at = '2026-01-02T03:04:05.678901+00:00'
  const variant = {
    id: 'v1',
    sku: 'MUG',
    gtin: null,
    title: 'Blue',
    optionValues: { Colour: 'Blue' },
    price,
    compareAtPrice: null,
    cost: 100,
    taxCode: null,
    weightGrams: 300,
    imageId: null,
    trackInventory: true,
    allowBackorder: false,
    onHand: 3,
    reserved: 1,
    held: 0,
    lowStockThreshold: null,
  }
  const image = {
    id: 'm1',
    key: 'a.jpg',
    alt: null,
    width: 9,
    height: 9,
    sizes: { 240: 'a-240.webp' },
  }
  const text = JSON.stringify({
    id,
    slug: 'mug',
    title: 'Mug',
    description,
    status: 'active',
    vendor: null,
    productType: null,
    tags: ['tea'],
    options: [{ name: 'Colour', values: ['Blue'] }],
    seoTitle: null,
    seoDescription: null,
    personalisation: null,
    minPrice: price,
    maxPrice: price,
    ratingSum: 13,
    ratingCount: 3,
    version,
    publishedAt: null,
    createdAt: at,
    updatedAt: at,
    variants: [variant],
    images: [{ ...image, placeholder: null, isMain: true, sortOrder: 1 }],
    collections: [],
  })
  return { id, text }
}

describe('a known product', () => {
  it('is what it would be if it were not known', () => {
    const expected = productResource(productRow(told('p1').text), around)
    expect(knownProduct(told('p1'), around)).toEqual(expected)
    expect(knownProduct(told('p1'), around)).toEqual(expected)
    expect(expected).toMatchObject({ createdAt: '2026-01-02T03:04:05.678Z', inStock: true })
  })

  it('is made once, as long as nothing of it changes', () => {
    expect(knownProduct(told('p2'), around)).toBe(knownProduct(told('p2'), around))
    expect(knownProduct(told('p2', { price: 501 }), around).priceRange.min).toBe(501)
  })

  it('follows its surroundings', () => {
    const elsewhere = { publicUrl: (key: string) => `https://cdn.test/${key}` }
    knownProduct(told('p3'), around)
    expect(knownProduct(told('p3'), { ...around, currency: 'EUR' }).currency).toBe('EUR')
    expect(knownProduct(told('p3'), around).currency).toBe('GBP')
    expect(knownProduct(told('p3'), { ...around, files: elsewhere }).images[0]?.url).toBe(
      'https://cdn.test/a.jpg',
    )
  })

  it('is forgotten when others came after it that take much memory together', () => {
    const first = knownProduct(told('p4'), around)
    const long = 'x'.repeat(200_000)
    for (let number = 0; number < 20; number += 1) {
      knownProduct(told(`other ${number}`, { description: long }), around)
    }
    expect(knownProduct(told('p4'), around)).toBe(first)
    for (let number = 0; number < 40; number += 1) {
      knownProduct(told(`other ${number}`, { description: `${long}!` }), around)
    }
    expect(knownProduct(told('p4'), around)).not.toBe(first)
    expect(knownProduct(told('p4'), around)).toEqual(first)
  })

  it('leaves no one out by changing often', () => {
    const first = knownProduct(told('p5'), around)
    const long = 'x'.repeat(200_000)
    for (let change = 0; change < 40; change += 1) {
      knownProduct(told('p6', { description: long, version: change }), around)
    }
    expect(knownProduct(told('p5'), around)).toBe(first)
  })
})
