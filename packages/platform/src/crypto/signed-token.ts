import { createHmac } from 'node:crypto'

import { sameText } from './same-text.ts'

type TokenKey = {
  readonly secret: string
  /** What the token is for; a token of one purpose is worthless for another. */
  readonly purpose: string
}

const mac = (body: string, { secret, purpose }: TokenKey): string =>
  createHmac('sha256', secret).update(`${purpose}\n${body}`).digest('base64url')

/**
 * A text that carries `payload` and proves it is ours, for links: `<base64url>.<base64url HMAC>`.
 * The payload is readable by whoever holds the link, so it must hold no secret.
 */
export const signToken = (payload: string, key: TokenKey): string => {
  const body = Buffer.from(payload, 'utf8').toString('base64url')
  return `${body}.${mac(body, key)}`
}

/** The payload of a token we signed for this purpose; `null` for anything else. */
export const verifyToken = (token: string, key: TokenKey): string | null => {
  const match = /^([A-Za-z0-9_-]{0,4096})\.([A-Za-z0-9_-]{43})$/.exec(token)
  const body = match?.[1]
  const signature = match?.[2]
  if (body === undefined || signature === undefined || key.secret === '') return null
  if (!sameText(signature, mac(body, key))) return null
  return Buffer.from(body, 'base64url').toString('utf8')
}
