import { randomBytes } from 'node:crypto'

/** A source of `sizeBytes` unpredictable bytes. */
export type RandomBytes = (sizeBytes: number) => Uint8Array

const drawBytes = 4096
let drawn = new Uint8Array(0)
let used = 0

/** Asks the system for many bytes at once and hands each of them out once: every request needs a
 *  few, and asking costs as much for one as for thousands. */
export const systemRandom: RandomBytes = (sizeBytes) => {
  if (sizeBytes > drawBytes) return randomBytes(sizeBytes)
  if (used + sizeBytes > drawn.length) {
    drawn = randomBytes(drawBytes)
    used = 0
  }
  used += sizeBytes
  return drawn.subarray(used - sizeBytes, used)
}

/** The same bytes in the same order for the same seed (mulberry32); for tests only. */
export const fakeRandom = (seed = 1): RandomBytes => {
  let state = seed >>> 0
  const nextByte = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 24) & 0xff
  }
  return (sizeBytes) => Uint8Array.from({ length: sizeBytes }, nextByte)
}

/** `digits` lower-case hexadecimal digits, four bits of randomness each. */
export const randomHex = (digits: number, random: RandomBytes = systemRandom): string =>
  Buffer.from(random(Math.ceil(digits / 2)))
    .toString('hex')
    .slice(0, digits)

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * `length` characters of 0-9, A-Z, a-z, each equally likely.
 *
 * Bytes of 248 and above are thrown away: 248 is the largest multiple of 62 that fits in a byte,
 * and a plain remainder would favour the first eight characters.
 */
export const randomBase62 = (length: number, random: RandomBytes = systemRandom): string => {
  let text = ''
  while (text.length < length) {
    for (const byte of random(length - text.length)) {
      if (byte < 248) text += base62.charAt(byte % 62)
    }
  }
  return text
}
