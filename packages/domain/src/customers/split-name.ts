export interface PersonName {
  readonly firstName: string
  /** Empty for a name of one word. */
  readonly lastName: string
}

/**
 * How is one name field read as first and last name? The first word and the rest:
 * `Ada King Lovelace` → Ada, King Lovelace. A guess, for greeting; the whole name stays on the
 * address.
 */
export function splitName(name: string): PersonName {
  const [firstName = '', ...rest] = name.trim().split(/\s+/)
  return { firstName, lastName: rest.join(' ') }
}
