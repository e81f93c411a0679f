import { attachMedia } from './attach-media.ts'
import { detachMedia } from './detach-media.ts'
import { requestUpload } from './request-upload.ts'

/** Uploads as partners' tools make them: straight to storage, then into a product's gallery. */
export const partner = { requestUpload, attachMedia, detachMedia }
