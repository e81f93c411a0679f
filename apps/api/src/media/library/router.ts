import { createMedia } from './create-media.ts'
import { deleteMedia } from './delete-media.ts'
import { getMedia } from './get-media.ts'
import { listMedia } from './list-media.ts'
import { updateMedia } from './update-media.ts'

export const mediaLibrary = {
  list: listMedia,
  get: getMedia,
  update: updateMedia,
  delete: deleteMedia,
}

/** Served as REST alone: its bodies may be files. */
export const mediaLibraryUploads = { create: createMedia }
