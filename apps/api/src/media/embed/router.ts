import { mintSession } from './mint-session.ts'
import { refreshSession } from './refresh-session.ts'
import { submitForm } from './submit-form.ts'
import { uploadImage } from './upload-image.ts'

export const embed = { mintSession, refreshSession, submitForm }

/** Served as REST alone: its bodies are files. */
export const embedUploads = { uploadImage }
