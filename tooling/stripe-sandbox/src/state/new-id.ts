import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A fresh id in Stripe's manner, e.g. `newId('pi')` → `pi_3kTq…` with 24 letters and digits. */
export function newId(prefix: string, length = 24): string {
  let id = ''
  while (id.length < length) {
    // Bytes from 248 up would make the first letters of the alphabet likelier than the others.
    for (const byte of randomBytes(length)) {
      if (byte < 248 && id.length < length) id += ALPHABET.charAt(byte % 62)
    }
  }
  return `${prefix}_${id}`
}
