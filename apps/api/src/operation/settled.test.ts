import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { outputCheck } from './output-check.ts'
import { settle } from './settled.ts'
import { writeJson } from './write-json.ts'

const item = z.object({ id: z.string(), price: z.int() })
const output = z.object({ items: z.array(item), note: z.string().optional(), meta: z.object({}) })
const raw = (id: string) => ({ id, price: 5, secret: 'cost' })
const check = outputCheck(output)

describe('a settled value', () => {
  it('is what its schema makes of it, and stays so', () => {
    const value = settle(item, raw('a'))
    expect(value).toEqual({ id: 'a', price: 5 })
    expect(Object.isFrozen(value)).toBe(true)
    expect(() => settle(item, { id: 'a', price: 0.5 })).toThrow('int')
  })

  it('is answered as it is, its neighbours are checked and stripped', () => {
    const value = settle(item, raw('a'))
    const answer = check({ items: [value], meta: { leaked: true }, more: 1 })
    expect(answer).toEqual({ items: [value], meta: {} })
    expect(() => check({ items: [value], meta: null })).toThrow(/expected object/)
  })

  it('does not vouch for others in its list, nor for another schema', () => {
    const value = settle(item, raw('a'))
    expect(check({ items: [value, raw('b')], meta: {} })).toEqual({
      items: [value, { id: 'b', price: 5 }],
      meta: {},
    })
    const narrow = outputCheck(z.object({ items: z.array(z.object({ id: z.string() })) }))
    expect(narrow({ items: [value] })).toEqual({ items: [{ id: 'a' }] })
  })
})

describe('the JSON of an answer', () => {
  const value = settle(item, raw('"ä\u2028'))
  it.each([
    [{ success: true, data: { items: [value, value] }, meta: {} }],
    [{ success: true, data: { item: value, none: undefined, list: [value, 1] }, meta: { a: [1] } }],
    [
      {
        success: true,
        data: { items: [], deep: { item: value }, text: 'x', zero: null },
        meta: {},
      },
    ],
    [{ success: true, data: {}, meta: {} }],
  ])('%j is the same however it is written', (body) => {
    expect(writeJson(body).toString()).toBe(JSON.stringify(body))
  })
})
