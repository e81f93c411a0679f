import { assert, jsonValue, property } from 'fast-check'
import { expect, it } from 'vitest'

import { stableJson } from './stable-json.ts'

it('equal values have equal texts, whatever the order of their keys', () => {
  expect(stableJson({ b: [{ y: 1, x: 2 }], a: null })).toBe(
    stableJson({ a: null, b: [{ x: 2, y: 1 }] }),
  )
})

it('different values have different texts', () => {
  assert(
    property(jsonValue(), jsonValue(), (a, b) => {
      expect(stableJson(a) === stableJson(b)).toBe(
        stableJson(JSON.parse(stableJson(a))) === stableJson(JSON.parse(stableJson(b))),
      )
    }),
  )
})

it('is JSON of the value', () => {
  assert(
    property(jsonValue(), (value) => {
      expect(JSON.parse(stableJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
