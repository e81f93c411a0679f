import type { Derivative } from './derivatives.ts'
import { derivatives } from './derivatives.ts'
import type { ImageDescription } from './describe-image.ts'
import { describeImage } from './describe-image.ts'
import { placeholder } from './placeholder.ts'

export type Picture = ImageDescription & {
  /** A ThumbHash in base64. */
  readonly placeholder: string
  /** The narrowest first. */
  readonly copies: readonly Derivative[]
}

/** All there is to know of a picture, and its smaller copies. Throws `ImageError`. In the process that
 *  calls it; for bytes of others see `picture-process.ts`. */
export const makePicture = async (bytes: Uint8Array): Promise<Picture> => {
  const description = await describeImage(bytes)
  const preview = await placeholder(bytes)
  const copies: Derivative[] = []
  for await (const copy of derivatives(bytes, description.width)) copies.push(copy)
  return { ...description, placeholder: preview, copies }
}
