import { createHmac } from 'node:crypto'

import { sameText } from './same-text.ts'

/** How far the time in a signature may lie from ours, either way, in seconds. */
export const signatureToleranceS = 300

const mac = (secret: string, timestampS: number, rawBody: string | Uint8Array): string =>
  createHmac('sha256', secret).update(`${timestampS}.`).update(rawBody).digest('hex')

/**
 * A header `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, the scheme Stripe publishes at
 * https://docs.stripe.com/webhooks#verify-manually. Several secrets give several `v1`.
 */
export const signHeader = (input: {
  readonly rawBody: string | Uint8Array
  readonly secrets: readonly string[]
  readonly nowMs: number
}): string => {
  const timestampS = Math.floor(input.nowMs / 1000)
  const signatures = input.secrets.map((secret) => `v1=${mac(secret, timestampS, input.rawBody)}`)
  return [`t=${timestampS}`, ...signatures].join(',')
}

const maxHeaderLength = 2048

const parseHeader = (header: string): { timestampS: number; signatures: string[] } | null => {
  if (header.length > maxHeaderLength) return null
  const signatures: string[] = []
  let timestampS: number | null = null
  for (const part of header.split(',')) {
    const [name, value = ''] = part.trim().split('=', 2)
    if (name === 't' && /^\d{1,12}$/.test(value)) timestampS = Number(value)
    if (name === 'v1' && /^[0-9a-f]{64}$/.test(value)) signatures.push(value)
  }
  return timestampS === null || signatures.length === 0 ? null : { timestampS, signatures }
}

/**
 * Did somebody who knows one of the secrets sign exactly these bytes within the last 300 seconds?
 * An empty secret never matches, so that a forgotten setting does not open the door.
 */
export const verifyHeader = (input: {
  readonly header: string
  readonly rawBody: string | Uint8Array
  readonly secrets: readonly string[]
  readonly nowMs: number
}): boolean => {
  const parsed = parseHeader(input.header)
  if (parsed === null) return false
  const distanceS = Math.abs(Math.floor(input.nowMs / 1000) - parsed.timestampS)
  if (distanceS > signatureToleranceS) return false
  return input.secrets.some((secret) => {
    if (secret === '') return false
    const expected = mac(secret, parsed.timestampS, input.rawBody)
    return parsed.signatures.some((signature) => sameText(signature, expected))
  })
}
