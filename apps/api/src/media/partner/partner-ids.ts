import { isUuid, NIL_UUID } from '@cartwright/contract/scalars'
import { fromShortId } from '@cartwright/platform/crypto/short-id'
import { z } from 'zod'

import { shortIdOf } from '../short-id.ts'

const MEDIA = 'med_'
const GALLERY = 'pm_'

/** A file's id as partners know it: `med_` and 22 characters. */
export function partnerMediaId(uuid: string): string {
  return `${MEDIA}${shortIdOf(uuid)}`
}

/** The id of a file's place in a gallery: `pm_` and 22 characters. */
export function partnerGalleryId(uuid: string): string {
  return `${GALLERY}${shortIdOf(uuid)}`
}

/** A file's id in a request: `med_…` or a UUID. Any other text names nothing, like an id that is not
 *  known. */
export const partnerMediaIdInput = z
  .string()
  .max(200)
  .transform((text) => readMediaId(text) ?? NIL_UUID)
  .describe('`med_…` or a UUID')

function readMediaId(text: string): string | null {
  if (text.startsWith(MEDIA)) return fromShortId(text.slice(MEDIA.length))
  return isUuid(text) ? text.toLowerCase() : null
}
