import type { Storage } from '@cartwright/platform/storage/storage'
import { StorageError } from '@cartwright/platform/storage/storage-error'

/** The largest file that any way into the library takes. */
export const MAX_FILE_BYTES = 25 * 1024 * 1024

export type ReadObject =
  | { readonly kind: 'read'; readonly bytes: Buffer; readonly etag: string }
  | { readonly kind: 'absent' }
  /** Nothing of it was read. */
  | { readonly kind: 'too_large'; readonly sizeBytes: number }

/** All bytes of an object, in one buffer of the right size: gathering pieces first would take twice
 *  the memory. */
export async function readObject(storage: Storage, key: string): Promise<ReadObject> {
  const head = await storage.head(key)
  if (head === null) return { kind: 'absent' }
  const { sizeBytes, etag } = head
  if (sizeBytes > MAX_FILE_BYTES) return { kind: 'too_large', sizeBytes }
  const stream = await storage.get(key)
  if (stream === null) return { kind: 'absent' }
  const bytes = Buffer.alloc(sizeBytes)
  let at = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    at += chunk.byteLength
    if (at <= sizeBytes) chunk.copy(bytes, at - chunk.byteLength)
  }
  if (at === sizeBytes) return { kind: 'read', bytes, etag }
  // Replaced, or cut off, while it was read.
  throw new StorageError('interrupted', `${at} bytes of an object of ${sizeBytes} were read`)
}
