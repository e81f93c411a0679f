import type { Readable } from 'node:stream'

import type { SignedUploads } from './signed-uploads.ts'

export type PutOptions = {
  /** Kept with the object and told again by `head`; decided from the bytes, not from a name. */
  readonly contentType: string
  /** More than this is refused (`too_large`) and nothing is kept. No limit when absent. */
  readonly sizeLimitBytes?: number
  /** Less than this is refused (`too_small`) and nothing is kept. */
  readonly sizeFloorBytes?: number
  /** Nobody else looks at the chunks of the body once they are read, so that storage may free their
   *  memory as soon as they are kept. */
  readonly handsOver?: boolean
  /** It may still be replaced: nobody may keep its bytes without asking again, until it is settled. */
  readonly isProvisional?: boolean
}

export type StoredObject = {
  readonly key: string
  readonly sizeBytes: number
  /** Lower-case hex. */
  readonly sha256: string
  readonly contentType: string
}

export type ObjectHead = {
  readonly sizeBytes: number
  readonly contentType: string
  /** Changes when the content does; without quotes. */
  readonly etag: string
  /** Is it settled what the object is, so that whoever has its bytes may keep them? */
  readonly isFinal: boolean
}

export type ListedObject = {
  readonly key: string
  readonly sizeBytes: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
}

/** Bytes from `start` to `end`, both inclusive, as in an HTTP range. */
export type ByteRange = { readonly start: number; readonly end: number }

/** A promise to take one upload: of exactly this type, and not for long. */
export type UploadTerms = {
  readonly contentType: string
  readonly expiresInSeconds: number
}

/** `minBytes` and `maxBytes` are both still accepted. */
export type FormTerms = UploadTerms & { readonly minBytes: number; readonly maxBytes: number }

export type PresignedPut = {
  readonly url: string
  readonly expiresAt: Date
}

export type PresignedPost = PresignedPut & {
  /** Go into the form as they are, before its last field, `file`. */
  readonly fields: Readonly<Record<string, string>>
}

/**
 * Where files live. Keys are `/`-separated segments of letters, digits, `.`, `_` and `-`
 * (`isObjectKey`). Every method throws `StorageError`; none can be part of a database transaction.
 */
export type Storage = {
  /**
   * Keeps an object whole or not at all: while the bytes still arrive, and after a broken upload,
   * `get` and `head` answer as if nothing had been put. Streams in bounded memory. An existing
   * object of the same key is replaced. A body that breaks is reported here alone, as `interrupted`,
   * also when it does before it is read.
   */
  put(key: string, body: Readable | Uint8Array, options: PutOptions): Promise<StoredObject>
  /** The bytes, or the part asked for; `null` when there is no such object. */
  get(key: string, range?: ByteRange): Promise<Readable | null>
  head(key: string): Promise<ObjectHead | null>
  /** From now on the object is what it is, and whoever has its bytes may keep them; false when it is
   *  not the one with this etag any more, or is gone. */
  settle(key: string, etag: string): Promise<boolean>
  /** Gone afterwards, whether or not it was there. */
  delete(key: string): Promise<void>
  /** Objects whose key begins with `prefix`, in key order. */
  list(prefix: string): AsyncIterable<ListedObject>
  /** Where everybody can read the object. Says nothing about whether it exists. */
  publicUrl(key: string): string
  /** An address to which anybody may PUT the bytes of this key, with exactly this `Content-Type`. */
  presignPut(key: string, terms: UploadTerms): Promise<PresignedPut>
  /** A form with which a browser may POST the bytes of this key, of this type and size. */
  presignPost(key: string, terms: FormTerms): Promise<PresignedPost>
  /** Drops what is left of uploads that began before and never ended, which are no objects and cost
   *  room all the same. Answers how many there were. In a bucket, which others may share, only of
   *  keys that begin as ours do (key-prefixes.ts). */
  forgetUnfinished(before: Date): Promise<number>
  /** What tells whether a presigned upload is one of ours, when it is sent to us; absent when the
   *  storage server takes them itself. */
  readonly signedUploads?: SignedUploads
}
