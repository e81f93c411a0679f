import { isCalendarDate } from './calendar-date.ts'
import type { FormField, FormValue } from './form-field.ts'
import { longestAnswer } from './longest-answer.ts'

export type Answer =
  | { readonly kind: 'value'; readonly value: FormValue }
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly message: string }

/** What was answered to one field? An empty text is no answer, as a form sends it for a field that
 *  was left out; numbers and tick boxes may come as the text a form makes of them. */
export function readAnswer(field: FormField, given: unknown): Answer {
  const answer = typeof given === 'string' ? tidy(given, field) : given
  if (answer === undefined || answer === null || answer === '') return { kind: 'none' }
  if (typeof answer === 'string') {
    const longest = longestAnswer(field)
    if (!isStorable(answer)) return fault('Must not contain broken characters')
    if (answer.length > longest) return fault(`At most ${longest} characters`)
  }
  return readTyped(field, answer)
}

function readTyped({ type }: FormField, answer: unknown): Answer {
  switch (type) {
    case 'text':
    case 'longtext':
    case 'image':
      return textThat(answer, () => true, 'Must be text')
    case 'date':
      return textThat(answer, isCalendarDate, 'Must be a date such as 2027-01-31')
    case 'url':
      return textThat(
        answer,
        isWebAddress,
        'Must be an address that begins with https:// or http://',
      )
    case 'email':
      return textThat(answer, isEmail, 'Must be an e-mail address')
    case 'number':
      return readNumber(answer)
    case 'boolean':
      if (answer === true || answer === 'true') return { kind: 'value', value: true }
      if (answer === false || answer === 'false') return { kind: 'value', value: false }
      return fault('Must be true or false')
  }
}

function textThat(answer: unknown, holds: (text: string) => boolean, message: string): Answer {
  return typeof answer === 'string' && holds(answer)
    ? { kind: 'value', value: answer }
    : fault(message)
}

function readNumber(answer: unknown): Answer {
  const isWritten = typeof answer === 'string' && /^[+-]?\d{1,15}(?:\.\d{1,10})?$/.test(answer)
  const value = isWritten ? Number(answer) : answer
  return typeof value === 'number' && Number.isFinite(value)
    ? { kind: 'value', value }
    : fault('Must be a number')
}

/** Line ends as PostgreSQL and people count them: one character each, and none in a single line. */
function tidy(text: string, { type }: FormField): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').trim()
  return type === 'longtext' ? lines : onOneLine(lines)
}

/** Not by an expression for blanks around line ends: it would look at every run of blanks as often as
 *  the run is long, and anybody may send one of a million. */
function onOneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.filter((line) => line !== '').join(' ')
}

/** PostgreSQL stores no NUL, and half a surrogate pair is no character. */
function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Cs}/u.test(text)
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/i.test(text)
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text)
}

function fault(message: string): Answer {
  return { kind: 'fault', message }
}
