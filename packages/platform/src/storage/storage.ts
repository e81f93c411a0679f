import type { Readable } from 'node:stream'

export type PutOptions = {
  /** Kept with the object and told again by `head`; decided from the bytes, not from a name. */
  readonly contentType: string
  /** More than this is refused (`too_large`) and nothing is kept. No limit when absent. */
  readonly sizeLimitBytes?: number
}

export type StoredObject = {
  readonly key: string
  readonly sizeBytes: number
  /** Lower-case hex, computed while the bytes went by. */
  readonly sha256: string
  readonly contentType: string
}

export type ObjectHead = {
  readonly sizeBytes: number
  readonly contentType: string
  /** Changes when the content does; without quotes. */
  readonly etag: string
}

export type ListedObject = {
  readonly key: string
  readonly sizeBytes: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
}

/** Bytes from `start` to `end`, both inclusive, as in an HTTP range. */
export type ByteRange = { readonly start: number; readonly end: number }

/**
 * Where files live. Keys are `/`-separated segments of letters, digits, `.`, `_` and `-`
 * (`isObjectKey`). Every method throws `StorageError`; none can be part of a database transaction.
 */
export type Storage = {
  /**
   * Keeps an object whole or not at all: while the bytes still arrive, and after a broken upload,
   * `get` and `head` answer as if nothing had been put. Streams in bounded memory. An existing
   * object of the same key is replaced.
   */
  put(key: string, body: Readable | Uint8Array, options: PutOptions): Promise<StoredObject>
  /** The bytes, or the part asked for; `null` when there is no such object. */
  get(key: string, range?: ByteRange): Promise<Readable | null>
  head(key: string): Promise<ObjectHead | null>
  /** Gone afterwards, whether or not it was there. */
  delete(key: string): Promise<void>
  /** Objects whose key begins with `prefix`, in key order. */
  list(prefix: string): AsyncIterable<ListedObject>
  /** Where everybody can read the object. Says nothing about whether it exists. */
  publicUrl(key: string): string
}
