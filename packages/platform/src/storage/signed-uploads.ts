import { createHmac } from 'node:crypto'

import { z } from 'zod'

import type { Clock } from '../clock.ts'
import { sameText } from '../crypto/same-text.ts'
import { checkObjectKey, isObjectKey } from './object-key.ts'
import type { FormTerms, PresignedPost, PresignedPut, UploadTerms } from './storage.ts'

/** What a presigned PUT may bring; its address, as on S3, says nothing about sizes. */
export const maxSignedPutBytes = 25 * 1024 * 1024

/** The answers of S3 to an upload it refuses:
 *  https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export type UploadRefusal = 'AccessDenied' | 'SignatureDoesNotMatch' | 'MalformedPolicyDocument'

export type Judgement =
  | {
      readonly kind: 'accepted'
      readonly key: string
      readonly contentType: string
      readonly minBytes: number
      readonly maxBytes: number
    }
  | { readonly kind: 'refused'; readonly code: UploadRefusal }

/** Signs promises to take an upload, and recognises them again. */
export type SignedUploads = {
  readonly presignPut: (key: string, terms: UploadTerms) => PresignedPut
  readonly presignPost: (key: string, terms: FormTerms) => PresignedPost
  /** `query` is that of the address, `contentType` what the request says of itself. */
  readonly judgePut: (request: {
    readonly key: string
    readonly query: URLSearchParams
    readonly contentType: string
  }) => Judgement
  /** Names of form fields are taken in any case, as S3 does. */
  readonly judgePost: (fields: ReadonlyMap<string, string>) => Judgement
}

const Policy = z.object({
  key: z.string().refine(isObjectKey),
  contentType: z.string(),
  minBytes: z.number(),
  maxBytes: z.number(),
  expiresAtMs: z.number(),
})

const refused = (code: UploadRefusal): Judgement => ({ kind: 'refused', code })

const parsePolicy = (text: string): z.output<typeof Policy> | null => {
  try {
    return Policy.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return null
  }
}

/** Fields a form may hold without its policy naming them. */
const isFree = (name: string): boolean => name.startsWith('x-ignore-')

type Key = { readonly secret: string; readonly clock: Clock }

const sign = ({ secret }: Key, ...parts: readonly string[]): string =>
  createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex')

const judgePut = (
  own: Key,
  { key, query, contentType }: Parameters<SignedUploads['judgePut']>[0],
): Judgement => {
  const expires = query.get('expires') ?? ''
  const signature = sign(own, 'put', key, contentType, expires)
  if (!sameText(query.get('signature') ?? '', signature)) return refused('SignatureDoesNotMatch')
  const isLate = Number(expires) < own.clock.now()
  if (!isObjectKey(key) || isLate) return refused('AccessDenied')
  return { kind: 'accepted', key, contentType, minBytes: 0, maxBytes: maxSignedPutBytes }
}

const judgePost = (own: Key, given: ReadonlyMap<string, string>): Judgement => {
  const fields = new Map([...given].map(([name, value]) => [name.toLowerCase(), value]))
  const take = (name: string): string => {
    const value = fields.get(name) ?? ''
    fields.delete(name)
    return value
  }
  const [text, signature] = [take('policy'), take('signature')]
  if (!sameText(signature, sign(own, 'post', text))) return refused('SignatureDoesNotMatch')
  const policy = parsePolicy(text)
  if (policy === null) return refused('MalformedPolicyDocument')
  const { expiresAtMs, ...promise } = policy
  const isAsked = take('key') === promise.key && take('content-type') === promise.contentType
  const isWhole = [...fields.keys()].every(isFree)
  const isLate = expiresAtMs < own.clock.now()
  return isAsked && isWhole && !isLate ? { kind: 'accepted', ...promise } : refused('AccessDenied')
}

/**
 * Presigned uploads to ourselves, with the rules of S3: the address or the policy holds everything
 * that was promised, and an HMAC over it. `baseUrl` is where they are sent to, without a slash at
 * the end: PUT to `<baseUrl>/<key>`, POST to `baseUrl` itself.
 */
export const signedUploads = (
  options: Key & {
    readonly baseUrl: string
  },
): SignedUploads => {
  const { baseUrl, clock } = options
  const until = (seconds: number): Date => new Date(clock.now() + seconds * 1000)
  return {
    presignPut: (key, { contentType, expiresInSeconds }) => {
      checkObjectKey(key)
      const expiresAt = until(expiresInSeconds)
      const expires = String(expiresAt.getTime())
      const signature = sign(options, 'put', key, contentType, expires)
      const query = new URLSearchParams({ expires, signature }).toString()
      return { url: `${baseUrl}/${key}?${query}`, expiresAt }
    },
    presignPost: (key, { contentType, minBytes, maxBytes, expiresInSeconds }) => {
      checkObjectKey(key)
      const expiresAt = until(expiresInSeconds)
      const promise = { key, contentType, minBytes, maxBytes, expiresAtMs: expiresAt.getTime() }
      const policy = Buffer.from(JSON.stringify(promise)).toString('base64url')
      const signature = sign(options, 'post', policy)
      const fields = { key, 'Content-Type': contentType, policy, signature }
      return { url: baseUrl, fields, expiresAt }
    },
    judgePut: (request) => judgePut(options, request),
    judgePost: (fields) => judgePost(options, fields),
  }
}
