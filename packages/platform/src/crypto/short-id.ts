const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const base = BigInt(alphabet.length)
const length = 22
const uuidLimit = 1n << 128n

const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The 22-character form of a UUID: the 128-bit number in base 57, most significant digit first,
 * left-padded with `2`. `null` when the text is not a canonical UUID.
 *
 * `a1b2c3d4-e5f6-7890-abcd-ef1234567890` → `WmsG2qe2XXxacqiqo2MfnY`
 */
export const toShortId = (uuid: string): string | null => {
  if (!canonicalUuid.test(uuid)) return null
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`)
  let text = ''
  while (text.length < length) {
    text = alphabet.charAt(Number(rest % base)) + text
    rest /= base
  }
  return text
}

/** The canonical UUID of a short id; `null` for other alphabets, lengths, or a value over 2¹²⁸ − 1. */
export const fromShortId = (shortId: string): string | null => {
  if (shortId.length !== length) return null
  let value = 0n
  for (const character of shortId) {
    const digit = alphabet.indexOf(character)
    if (digit === -1) return null
    value = value * base + BigInt(digit)
  }
  if (value >= uuidLimit) return null
  const hex = value.toString(16).padStart(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
