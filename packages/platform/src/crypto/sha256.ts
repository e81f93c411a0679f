import { hash } from 'node:crypto'

export const sha256Bytes = (data: string | Uint8Array): Buffer => hash('sha256', data, 'buffer')

/** 64 lower-case hexadecimal digits. Text is taken as UTF-8. */
export const sha256Hex = (data: string | Uint8Array): string => hash('sha256', data, 'hex')

/** 43 characters that need no escaping in a URL. Text is taken as UTF-8. */
export const sha256Base64Url = (data: string | Uint8Array): string =>
  sha256Bytes(data).toString('base64url')
