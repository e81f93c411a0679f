import { copySlot } from '@cartwright/domain/media/copy-slot'
import { derivativeKey } from '@cartwright/domain/media/derivative-keys'
import type { Derivative } from '@cartwright/platform/images/derivatives'
import type { Storage } from '@cartwright/platform/storage/storage'

/** Stores the smaller copies of a picture beside it: `{"240": key, …}`. Throws `StorageError`; then
 *  some may be there. */
export async function storeCopies(
  storage: Storage,
  key: string,
  copies: readonly Derivative[],
): Promise<Record<string, string>> {
  const sizes: Record<string, string> = {}
  for (const { width, bytes } of copies) {
    const slot = copySlot(width)
    const copyKey = derivativeKey(key, slot)
    sizes[slot] = copyKey
    await storage.put(copyKey, bytes, { contentType: 'image/webp' })
  }
  return sizes
}
