import { crc32 } from 'node:zlib'

import type { RandomBytes } from '../random.ts'
import { randomBase62, systemRandom } from '../random.ts'
import { sha256Hex } from './sha256.ts'

/** What a token opens: a store API key, a storefront token, or the next hours of an embed session. */
export type SecretTokenPrefix = 'sk_live_' | 'sft_' | 'ert_'

export type SecretToken = {
  /** The whole secret; shown once, never stored. */
  readonly token: string
  /** The first 12 characters, safe to store and to show. */
  readonly displayPrefix: string
  /** What is stored and looked up. */
  readonly sha256Hex: string
}

const checksum = (secret: string): string => crc32(secret).toString(16).padStart(8, '0')

const describe = (token: string): SecretToken => ({
  token,
  displayPrefix: token.slice(0, 12),
  sha256Hex: sha256Hex(token),
})

/** A new token: prefix, 32 random base62 characters, `_`, 8 hex digits of the CRC-32 of those 32. */
export const createSecretToken = (
  prefix: SecretTokenPrefix,
  random: RandomBytes = systemRandom,
): SecretToken => {
  const secret = randomBase62(32, random)
  return describe(`${prefix}${secret}_${checksum(secret)}`)
}

/**
 * Could this text be one of our tokens? `null` for anything of another shape or with a wrong
 * checksum, so that typing errors and guesses never reach the database.
 */
export const parseSecretToken = (text: string, prefix: SecretTokenPrefix): SecretToken | null => {
  if (text.length !== prefix.length + 41 || !text.startsWith(prefix)) return null
  const match = /^([0-9A-Za-z]{32})_([0-9a-f]{8})$/.exec(text.slice(prefix.length))
  const secret = match?.[1]
  if (secret === undefined || match?.[2] !== checksum(secret)) return null
  return describe(text)
}
