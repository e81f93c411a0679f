import { createCipheriv, createDecipheriv } from 'node:crypto'

import type { RandomBytes } from '../random.ts'
import { systemRandom } from '../random.ts'

/** 32 bytes of AES-256 key, with the version written into what it seals. */
export type SealingKey = {
  readonly version: number
  readonly bytes: Uint8Array
}

const nonceBytes = 12
const tagBytes = 16

/** Reads a key given as 64 hexadecimal digits or as base64 of 32 bytes; `null` for anything else. */
export const parseSealingKey = (text: string, version = 1): SealingKey | null => {
  const trimmed = text.trim()
  const bytes = /^[0-9a-fA-F]{64}$/.test(trimmed)
    ? Buffer.from(trimmed, 'hex')
    : Buffer.from(trimmed, /[-_]/.test(trimmed) ? 'base64url' : 'base64')
  return bytes.length === 32 ? { version, bytes } : null
}

/**
 * Encrypts a small secret for storage: AES-256-GCM, answered as `v<version>.<base64url>`.
 *
 * `purpose` is bound to the result (for example `smtp-password:<store id>`): a sealed value moved
 * to another row or another column does not open there.
 */
export const seal = (
  secret: string,
  purpose: string,
  options: { readonly key: SealingKey; readonly random?: RandomBytes },
): string => {
  const nonce = (options.random ?? systemRandom)(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', options.key.bytes, nonce)
  cipher.setAAD(Buffer.from(purpose))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  const packed = Buffer.concat([nonce, cipher.getAuthTag(), body])
  return `v${options.key.version}.${packed.toString('base64url')}`
}

/**
 * Opens what `seal` made, with whichever of the keys has its version. `null` when the text was
 * altered, was sealed for another purpose, or its key is not among those given.
 */
export const unseal = (
  sealed: string,
  purpose: string,
  keys: readonly SealingKey[],
): string | null => {
  const match = /^v(\d{1,6})\.([A-Za-z0-9_-]+)$/.exec(sealed)
  const key = keys.find((candidate) => String(candidate.version) === match?.[1])
  const packed = Buffer.from(match?.[2] ?? '', 'base64url')
  if (key === undefined || packed.length < nonceBytes + tagBytes) return null
  const nonce = packed.subarray(0, nonceBytes)
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(purpose))
  decipher.setAuthTag(packed.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    const body = decipher.update(packed.subarray(nonceBytes + tagBytes))
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
