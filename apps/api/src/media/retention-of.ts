import type { MediaPurpose } from '@cartwright/contract/resources/media'

/** How long is a file kept? One of the library until somebody deletes it; one uploaded for a product
 *  or collection as long as something uses it. */
export function retentionOf(purpose: MediaPurpose): 'library' | 'managed' {
  return purpose === 'product' || purpose === 'collection' ? 'managed' : 'library'
}
