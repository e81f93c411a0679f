export type StorageErrorKind =
  | 'too_large'
  | 'too_small'
  | 'invalid_key'
  | 'interrupted'
  | 'unavailable'

/** Storage did not do it. `interrupted`: the bytes stopped coming; `unavailable`: try again later. */
export class StorageError extends Error {
  readonly kind: StorageErrorKind

  constructor(kind: StorageErrorKind, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StorageError'
    this.kind = kind
  }
}
