import { assert, dictionary, jsonValue, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isCalendarDate } from './calendar-date.ts'
import { checkPrefill } from './check-prefill.ts'
import type { FormField } from './form-field.ts'
import { validateSubmission } from './validate-submission.ts'

const field = (type: FormField['type'], more: Partial<FormField> = {}): FormField => ({
  key: 'it',
  label: 'It',
  type,
  required: false,
  ...more,
})

const submit = (
  fields: readonly FormField[],
  data: Readonly<Record<string, unknown>>,
  more: Partial<Parameters<typeof validateSubmission>[1]> = {},
) => validateSubmission(fields, { data, prefill: {}, pictures: new Set(), ...more })

const readsAs = (one: FormField, given: unknown) => {
  const answer = submit([one], { it: given }, { pictures: new Set(['https://f.example/a.png']) })
  if (answer.ok) return Object.hasOwn(answer.value, 'it') ? answer.value['it'] : 'nothing'
  return answer.error.details.fieldErrors['it']?.[0]
}

describe('an answer is read', () => {
  it.each([
    [field('text'), '  Ada ', 'Ada'],
    [field('text'), 'Ada\r\nLovelace', 'Ada Lovelace'],
    [field('text'), 'Ada  King \n \r\n Lovelace', 'Ada  King Lovelace'],
    [field('text'), '', 'nothing'],
    [field('text'), '   ', 'nothing'],
    [field('text'), null, 'nothing'],
    [field('text', { maxLength: 4 }), '🏺🏺', '🏺🏺'],
    [field('longtext'), 'one\r\ntwo', 'one\ntwo'],
    [field('number'), 2.5, 2.5],
    [field('number'), ' -12.50 ', -12.5],
    [field('number'), 0, 0],
    [field('date'), '2028-02-29', '2028-02-29'],
    [field('boolean'), false, false],
    [field('boolean'), 'true', true],
    [field('url'), 'https://example.com/a?b#c', 'https://example.com/a?b#c'],
    [field('email'), 'ada@example.com', 'ada@example.com'],
    [field('image'), 'https://f.example/a.png', 'https://f.example/a.png'],
  ] as const)('%j: %j', (one, given, expected) => {
    expect(readsAs(one, given)).toBe(expected)
  })
})

it('an answer of any length is read in a moment', { timeout: 2_000 }, () => {
  const spaces = `a${' '.repeat(200_000)}b`
  expect(readsAs(field('text'), spaces)).toBe('At most 500 characters')
  expect(readsAs(field('text'), ' \n'.repeat(200_000))).toBe('nothing')
})

describe('an answer is refused', () => {
  it.each([
    [field('text', { required: true }), undefined, 'Required'],
    [field('text', { required: true }), '  ', 'Required'],
    [field('boolean', { required: true }), null, 'Required'],
    [field('text'), 7, 'Must be text'],
    [field('text'), { a: 1 }, 'Must be text'],
    [field('text', { maxLength: 3 }), 'abcd', 'At most 3 characters'],
    [field('text'), 'a'.repeat(501), 'At most 500 characters'],
    [field('text'), 'a\u0000b', 'Must not contain broken characters'],
    [field('text'), 'a\ud800b', 'Must not contain broken characters'],
    [field('number'), 'twelve', 'Must be a number'],
    [field('number'), '1e9', 'Must be a number'],
    [field('number'), Number.POSITIVE_INFINITY, 'Must be a number'],
    [field('date'), '2027-02-29', 'Must be a date such as 2027-01-31'],
    [field('date'), '2027-13-01', 'Must be a date such as 2027-01-31'],
    [field('boolean'), 'yes', 'Must be true or false'],
    [
      field('url'),
      'javascript:alert(1)',
      'Must be an address that begins with https:// or http://',
    ],
    [
      field('url'),
      'https://user@example.com',
      'Must be an address that begins with https:// or http://',
    ],
    [field('email'), 'ada@', 'Must be an e-mail address'],
    [
      field('image'),
      'https://elsewhere.example/a.png',
      'Must be the address of a picture uploaded in this session',
    ],
  ] as const)('%j: %j', (one, given, expected) => {
    expect(readsAs(one, given)).toBe(expected)
  })
})

describe('a submission', () => {
  it('names every fault at once, those of unknown fields about the form', () => {
    const fields = [field('text', { key: 'a', required: true }), field('number', { key: 'b' })]
    expect(submit(fields, { b: 'x', 'c.d': 1 })).toEqual({
      ok: false,
      error: {
        code: 'invalid_input_data',
        details: {
          formErrors: ['There is no field "c.d"'],
          fieldErrors: { a: ['Required'], b: ['Must be a number'] },
        },
      },
    })
  })

  it('drops names that mean something to JavaScript', () => {
    const data = JSON.parse(
      '{"it":"Ada","__proto__":{"x":1},"constructor":1,"prototype":2,"a.__proto__.b":3}',
    )
    expect(submit([field('text')], data)).toEqual({ ok: true, value: { it: 'Ada' } })
  })

  it('keeps what was filled in beforehand unless the buyer says otherwise', () => {
    const fields = [field('text', { key: 'a' }), field('text', { key: 'b' }), field('text')]
    const prefill = { a: 'shop', b: 'shop', gone: 'shop' }
    const answer = submit(fields, { b: 'buyer', it: 'buyer' }, { prefill })
    expect(answer).toEqual({ ok: true, value: { a: 'shop', b: 'buyer', it: 'buyer' } })
  })

  it('lets the buyer empty what was filled in beforehand', () => {
    expect(submit([field('text')], { it: '' }, { prefill: { it: 'shop' } })).toEqual({
      ok: true,
      value: {},
    })
  })

  it('holds nothing but its fields, whatever is sent', () => {
    const fields = [field('text'), field('number', { key: 'n' }), field('boolean', { key: 'b' })]
    assert(
      property(dictionary(string(), jsonValue()), (data) => {
        const answer = submit(fields, data)
        if (!answer.ok) return
        expect(['it', 'n', 'b']).toEqual(expect.arrayContaining(Object.keys(answer.value)))
      }),
    )
  })
})

describe('what is filled in beforehand', () => {
  it('is what fits the form, without fields it does not have', () => {
    const fields = [field('text', { key: 'a' }), field('number', { key: 'b' })]
    expect(checkPrefill(fields, { a: ' x ', b: '3', c: 1 })).toEqual({
      values: { a: 'x', b: 3 },
      faults: [],
    })
  })

  it('is at fault where it does not, and where it names a picture', () => {
    const fields = [field('number', { key: 'a' }), field('image', { key: 'b' })]
    expect(checkPrefill(fields, { a: 'x', b: 'https://f.example/a.png' }).faults).toEqual([
      { key: 'a', message: 'Must be a number' },
      { key: 'b', message: 'Pictures are uploaded in the session' },
    ])
  })
})

it('knows the days of every month', () => {
  const days = ['2000-02-29', '2027-01-31', '2027-04-30']
  expect(days.map(isCalendarDate)).toEqual([true, true, true])
  const none = ['1900-02-29', '2027-04-31', '2027-00-10', '0000-01-01', '2027-1-1', '2027-01-00']
  expect(none.filter(isCalendarDate)).toEqual([])
})
