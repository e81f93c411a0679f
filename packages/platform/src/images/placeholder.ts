import { rgbaToThumbHash } from 'thumbhash'

import { withImage } from './sharp-engine.ts'

/** ThumbHash takes at most 100 pixels a side: https://evanw.github.io/thumbhash/ */
const side = 100

/** A few bytes that draw a blurred preview: the ThumbHash of the first frame, in base64. */
export const placeholder = (bytes: Uint8Array): Promise<string> =>
  withImage(bytes, 'first', async (image) => {
    const { data, info } = await image
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
  })
