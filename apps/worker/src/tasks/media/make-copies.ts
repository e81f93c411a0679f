import { copySlot } from '@cartwright/domain/media/copy-slot'
import { derivativeKey } from '@cartwright/domain/media/derivative-keys'
import { derivatives } from '@cartwright/platform/images/derivatives'
import type { Storage } from '@cartwright/platform/storage/storage'

export interface Picture {
  readonly key: string
  readonly bytes: Uint8Array
  /** As a viewer shows it, in pixels. */
  readonly width: number
}

/** Makes the smaller copies of a picture and stores them beside it: `{"240": key, …}`. One copy is
 *  stored while the next is made. Throws `ImageError` and `StorageError`; then some may be there. */
export async function makeCopies(
  storage: Storage,
  { key, bytes, width }: Picture,
): Promise<Record<string, string>> {
  const sizes: Record<string, string> = {}
  let storing: Promise<unknown> = Promise.resolve()
  for await (const copy of derivatives(bytes, width)) {
    await storing
    const slot = copySlot(copy.width)
    const copyKey = derivativeKey(key, slot)
    sizes[slot] = copyKey
    storing = storage.put(copyKey, copy.bytes, { contentType: 'image/webp' })
    // Waited for in the next round; until then a failure is not unheard of.
    storing.catch(() => undefined)
  }
  await storing
  return sizes
}
