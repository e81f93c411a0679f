import { deleteImage } from './delete-image.ts'
import { listImages } from './list-images.ts'
import { uploadImage } from './upload-image.ts'

/** The pictures of what is sold under a GTIN. */
export const tradeItems = { listImages, deleteImage }

/** Served as REST alone: its body is a file. */
export const tradeItemUploads = { uploadImage }
