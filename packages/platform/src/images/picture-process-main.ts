import { answerInProcess } from '../isolation/answer-in-process.ts'
import { ImageError } from './image-error.ts'
import { makePicture } from './make-picture.ts'
import type { PictureAnswer } from './picture-process.ts'

answerInProcess(async (bytes): Promise<PictureAnswer> => {
  try {
    return { kind: 'made', picture: await makePicture(bytes) }
  } catch (error) {
    if (error instanceof ImageError) return { kind: 'refused', fault: error.fault }
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
})
