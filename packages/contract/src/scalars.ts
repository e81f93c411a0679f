import { isCurrency } from '@cartwright/domain/money/currency'
import { isCountry } from '@cartwright/domain/places/country'
import { z } from 'zod'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The id nothing has. */
export const NIL_UUID = '00000000-0000-0000-0000-000000000000'

/** Does this text have the form of a UUID? */
export function isUuid(text: string | undefined): text is string {
  return text !== undefined && UUID.test(text)
}

/** An id in a request. Ids are opaque: one of another form simply names nothing, so it becomes the
 *  id nothing has, and its reader answers 404 as for any other unknown id. */
export const idInput = z
  .string()
  .max(200)
  .transform((text) => (isUuid(text) ? text.toLowerCase() : NIL_UUID))
  .describe('Opaque id')

/** An id in a response. */
export const id = z.string().describe('Opaque id')

/** PostgreSQL stores no NUL, and half a surrogate pair is no character. */
function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed()
}

const STORABLE = 'Must not contain NUL or broken Unicode characters'

/** Text a person typed: at most `max` characters, trimmed, not empty. */
export function line(max: number) {
  return z.string().trim().min(1).max(max).refine(isStorable, STORABLE)
}

/** Longer text: as typed, may be empty. */
export function prose(max: number) {
  return z.string().max(max).refine(isStorable, STORABLE)
}

/** An amount in minor units of the currency named beside it: 1999 is £19.99. */
export const money = z.int().min(0).max(999_999_999_999).describe('Minor units of the currency')

export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Three capital letters, ISO 4217')
  .refine(isCurrency, 'Not a currency that can be charged')
  .describe('ISO 4217')

export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Two capital letters, ISO 3166-1 alpha-2')
  .refine(isCountry, 'Not the code of a country')
  .describe('ISO 3166-1 alpha-2')

export const email = z.email().max(254).describe('E-mail address')

/** A moment in a request: ISO 8601 with an offset or Z. */
export const timestampInput = z.iso.datetime({ offset: true })

/** A moment in a response: ISO 8601, UTC, milliseconds. */
export const timestamp = z.string().describe('ISO 8601, UTC, with milliseconds')

/** An absolute http or https address. The URL parser drops control characters; what is kept is what
 *  was sent, so it must be storable by itself. */
export const webUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine(isStorable, STORABLE)
