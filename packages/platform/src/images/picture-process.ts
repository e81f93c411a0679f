import { isolatedProcess } from '../isolation/isolated-process.ts'
import type { IsolatedProcess } from '../isolation/isolated-process.ts'
import { ProcessEnded } from '../isolation/process-ended.ts'
import type { EndReason } from '../isolation/process-ended.ts'
import type { ProcessLimits } from '../isolation/watch-limits.ts'
import { ImageError } from './image-error.ts'
import type { ImageFault } from './image-error.ts'
import { memoryMegabytes, timeoutSeconds } from './image-limits.ts'
import type { Picture } from './make-picture.ts'

export type PictureAnswer =
  | { readonly kind: 'made'; readonly picture: Picture }
  | { readonly kind: 'refused'; readonly fault: ImageFault }
  | { readonly kind: 'failed'; readonly message: string }

const faultOf: Readonly<Record<EndReason, ImageFault>> = {
  took_too_long: 'took_too_long',
  too_much_memory: 'too_much_memory',
  crashed: 'unreadable',
}

type PictureOf = (bytes: Uint8Array) => Promise<Picture>

/** `pictureOf` within other limits. */
export const picturesWithin = (limits: ProcessLimits): PictureOf => {
  const { ask } = isolatedProcess(new URL('./picture-process-main.ts', import.meta.url), limits)
  return async (bytes) => {
    const answer = await answerFrom(ask, bytes)
    if (answer.kind === 'made') return answer.picture
    if (answer.kind === 'refused') throw new ImageError(answer.fault, 'The picture cannot be taken')
    throw new Error(`The picture was not made: ${answer.message}`)
  }
}

const answerFrom = async (
  ask: IsolatedProcess['ask'],
  bytes: Uint8Array,
): Promise<PictureAnswer> => {
  try {
    return (await ask(bytes)) as PictureAnswer
  } catch (error) {
    if (!(error instanceof ProcessEnded)) throw error
    throw new ImageError(faultOf[error.reason], error.message, error)
  }
}

/**
 * All there is to know of a picture that somebody uploaded, and its smaller copies, made in a process
 * of its own: a few hundred bytes can keep a decoder busy for hours or fill gigabytes, and native code
 * listens to nobody. One at a time: each takes a processor, and memory. Throws `ImageError`, and
 * `Error` when it is worth another try.
 */
export const pictureOf = picturesWithin({
  timeoutMs: timeoutSeconds * 1000,
  memoryMegabytes,
  idleMs: 30_000,
})
