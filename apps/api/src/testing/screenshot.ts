import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

import sharp from 'sharp'

/** How much smaller and how grey pictures are compared: letters become their lines, so that fonts
 *  may differ from machine to machine, and what stands where does not. */
const REDUCTION = 6

/** How far is a screenshot from the one kept at `reference`, in levels of grey (0 to 255) on
 *  average? `UPDATE_SCREENSHOTS=1` keeps this one instead. */
export async function differenceFrom(reference: URL, screenshot: Buffer): Promise<number> {
  const path = fileURLToPath(reference)
  const reduced = await reduce(screenshot)
  if (process.env['UPDATE_SCREENSHOTS'] === '1') {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, reduced)
  }
  const [kept, taken] = [await pixelsOf(await readFile(path)), await pixelsOf(reduced)]
  if (kept.length !== taken.length) return 255
  const total = kept.reduce((sum, level, at) => sum + Math.abs(level - (taken[at] ?? 0)), 0)
  return total / kept.length
}

async function reduce(screenshot: Buffer): Promise<Buffer> {
  const { width } = await sharp(screenshot).metadata()
  return sharp(screenshot)
    .resize(Math.round(width / REDUCTION))
    .greyscale()
    .png({ compressionLevel: 9 })
    .toBuffer()
}

async function pixelsOf(png: Buffer): Promise<Uint8Array> {
  return sharp(png).greyscale().raw().toBuffer()
}
