import { uploadMedia } from './upload-media.ts'

/** Served as REST alone: their bodies are files. */
export const adminMediaUploads = { upload: uploadMedia }
