import { productRow } from '@cartwright/db/queries/product-row'
import { describe, expect, it } from 'vitest'

import { knownProduct } from './known-product.ts'
import { productResource } from './product-resource.ts'

const files = { publicUrl: (key: string) => `https://files.test/${key}` }
const around = { currency: 'GBP', files }

function text(id: string, price = 500): string {
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
  return JSON.stringify({
    id,
    slug: 'mug',
    title: 'Mug',
    description: 'For tea',
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
    version: 1,
    publishedAt: null,
    createdAt: at,
    updatedAt: at,
    variants: [variant],
    images: [{ ...image, placeholder: null, isMain: true, sortOrder: 1 }],
    collections: [],
  })
}

describe('a known product', () => {
  it('is what it would be if it were not known', () => {
    const expected = productResource(productRow(text('p1')), around)
    expect(knownProduct(text('p1'), around)).toEqual(expected)
    expect(knownProduct(text('p1'), around)).toEqual(expected)
    expect(expected).toMatchObject({ createdAt: '2026-01-02T03:04:05.678Z', inStock: true })
  })

  it('is made once, as long as nothing of it changes', () => {
    expect(knownProduct(text('p2'), around)).toBe(knownProduct(text('p2'), around))
    expect(knownProduct(text('p2', 501), around).priceRange.min).toBe(501)
  })

  it('follows its surroundings', () => {
    const elsewhere = { publicUrl: (key: string) => `https://cdn.test/${key}` }
    knownProduct(text('p3'), around)
    expect(knownProduct(text('p3'), { ...around, currency: 'EUR' }).currency).toBe('EUR')
    expect(knownProduct(text('p3'), around).currency).toBe('GBP')
    expect(knownProduct(text('p3'), { ...around, files: elsewhere }).images[0]?.url).toBe(
      'https://cdn.test/a.jpg',
    )
  })

  it('is forgotten when many others came after it', () => {
    const first = knownProduct(text('p4'), around)
    for (let number = 0; number < 1_000; number += 1) knownProduct(text(`other ${number}`), around)
    expect(knownProduct(text('p4'), around)).not.toBe(first)
    expect(knownProduct(text('p4'), around)).toEqual(first)
  })
})
