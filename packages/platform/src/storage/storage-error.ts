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

/** The disk is full, gone, or broken: ours to mend, not the sender's. What is known better stays. */
export const diskError = (cause: unknown): StorageError =>
  cause instanceof StorageError
    ? cause
    : new StorageError('unavailable', 'The data folder cannot be written', cause)
