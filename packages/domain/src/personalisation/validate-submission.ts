import { fail, type Failure, ok, type Result } from '../result.ts'
import type { FormField, FormValue, FormValues } from './form-field.ts'
import { readAnswer } from './read-answer.ts'

export interface Submission {
  /** As it came; anything may be in it. */
  readonly data: Readonly<Record<string, unknown>>
  /** What the shop filled in beforehand; the buyer's own answers win. */
  readonly prefill: FormValues
  /** The addresses of the pictures that were uploaded for this form. */
  readonly pictures: ReadonlySet<string>
}

/** Messages about the form as a whole, and about fields by their keys. */
export interface SubmissionFaults {
  readonly formErrors: readonly string[]
  readonly fieldErrors: Readonly<Record<string, readonly string[]>>
}

/** Do these answers fit the form? The values as they are kept, or every fault at once.
 *
 *  A field that must be answered is one that has a value: `false` answers a yes-or-no question.
 *  Example: fields `[{ key: 'name', type: 'text', required: true }]` with data `{ name: ' Ada ' }`
 *  are `{ name: 'Ada' }`; with `{ nmae: 'Ada' }` both the form and the field `name` are at fault. */
export function validateSubmission(
  fields: readonly FormField[],
  { data, prefill, pictures }: Submission,
): Result<FormValues, Failure<'invalid_input_data', SubmissionFaults>> {
  const given = new Map(Object.entries(data).filter(([key]) => !isReserved(key)))
  const filledIn = new Map<string, unknown>(Object.entries(prefill))
  const values: [string, FormValue][] = []
  const faults: [string, string[]][] = []
  for (const field of fields) {
    const { key } = field
    const answer = readAnswer(field, given.has(key) ? given.get(key) : filledIn.get(key))
    if (answer.kind === 'fault') faults.push([key, [answer.message]])
    else if (answer.kind === 'none') {
      if (field.required) faults.push([key, ['Required']])
    } else if (field.type === 'image' && !pictures.has(String(answer.value))) {
      faults.push([key, ['Must be the address of a picture uploaded in this session']])
    } else values.push([key, answer.value])
  }
  const known = new Set(fields.map(({ key }) => key))
  const unknown = [...given.keys()].filter((key) => !known.has(key)).slice(0, 20)
  const formErrors = unknown.map((key) => `There is no field "${key.slice(0, 80)}"`)
  return formErrors.length === 0 && faults.length === 0
    ? ok(Object.fromEntries(values))
    : fail('invalid_input_data', { formErrors, fieldErrors: Object.fromEntries(faults) })
}

/** Names that mean something to JavaScript are dropped, also as a part of a dotted one. */
function isReserved(key: string): boolean {
  return key.split('.').some((part) => ['__proto__', 'constructor', 'prototype'].includes(part))
}
