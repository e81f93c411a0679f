import sharp from 'sharp'

import { type PictureRequest, pictureSvg } from './picture-svg.ts'

/** Draws a product picture: a JPEG of 1200 × 1200 pixels, below 200 KB. */
export async function drawPicture(request: PictureRequest): Promise<Buffer> {
  return await sharp(Buffer.from(pictureSvg(request)))
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 84 })
    .toBuffer()
}
