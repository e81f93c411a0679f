import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import { settle } from './settled.ts'
import { writeJson } from './write-json.ts'

const Mug = z.object({ name: z.string() })
const settledMug = fc.string().map((name) => settle(Mug, { name }))
const field = fc.oneof(
  fc.jsonValue(),
  fc.constant(undefined),
  fc.date({ noInvalidDate: true }),
  settledMug,
  fc.array(settledMug, { maxLength: 3 }),
)
const fields = fc.dictionary(fc.string(), field)

describe('the JSON of an answer', () => {
  it('is what JSON.stringify makes of it, wherever settled values are in it', () => {
    const answer = fc.oneof(field, fields, fc.record({ data: fields, meta: field }))
    fc.assert(
      fc.property(
        answer.filter((value) => value !== undefined),
        (value) => {
          expect(writeJson(value).toString()).toBe(JSON.stringify(value))
        },
      ),
    )
  })

  it('is bytes when settled values are in it, and text when there are none', () => {
    expect(writeJson({ data: [settle(Mug, { name: 'Tea ☕' })] })).toBeInstanceOf(Buffer)
    expect(writeJson({ data: [{ name: 'Tea ☕' }] })).toBe('{"data":[{"name":"Tea ☕"}]}')
  })
})
