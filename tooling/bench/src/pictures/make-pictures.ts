import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import sharp from 'sharp'

/** As phones and cameras take them; one lies on its side. */
const shapes = [
  { width: 2048, height: 1536, orientation: 1 },
  { width: 3000, height: 2000, orientation: 6 },
  { width: 3264, height: 2448, orientation: 1 },
  { width: 4000, height: 3000, orientation: 1 },
] as const

export type MadePicture = { readonly path: string; readonly pixels: number }

/** Writes some photo-like JPEGs into a folder: soft shapes of all sizes under a little grain. */
export async function makePictures(folder: string): Promise<MadePicture[]> {
  const made: MadePicture[] = []
  for (const { width, height, orientation } of shapes) {
    const path = join(folder, `${width}x${height}.jpg`)
    const grain = await noise(width, height, 12)
    const shadows = await noise(Math.ceil(width / 16), Math.ceil(height / 16), 60)
    const soft = await sharp(shadows).resize({ width, height, kernel: 'cubic' }).png().toBuffer()
    const picture = sharp(soft).composite([{ input: grain, blend: 'soft-light' }])
    const bytes = await picture.jpeg({ quality: 90 }).withMetadata({ orientation }).toBuffer()
    await writeFile(path, bytes)
    made.push({ path, pixels: width * height })
  }
  return made
}

function noise(width: number, height: number, sigma: number): Promise<Buffer> {
  const drawn = { width, height, channels: 3, background: '#888' } as const
  return sharp({ create: { ...drawn, noise: { type: 'gaussian', mean: 128, sigma } } })
    .png({ compressionLevel: 1 })
    .toBuffer()
}
