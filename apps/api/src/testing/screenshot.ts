import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

import sharp, { type Sharp } from 'sharp'

/** How much smaller and how grey pictures are compared: letters become their lines, so that their
 *  edges may differ from machine to machine, and what stands where does not. */
const REDUCTION = 6

/** How wide and high a place is that is judged by itself, in reduced pixels: a line of text. So what
 *  is missing there counts in full, however large and empty the page around it is. */
const PLACE = 3

/** From which difference on is it another page? Measured on the kept ones: at most 4.8 with other
 *  antialiasing, hinting or sub-pixel positions, or blurred (σ 1) and 1 px off; at least 9.8 without the
 *  faintest control (a disabled radio button), 28 without a text, 115 when blank or another page. */
export const OTHER_PAGE = 6

/** How different is a screenshot from the one kept at `reference`? See `difference`.
 *  `UPDATE_SCREENSHOTS=1` keeps this one instead. */
export async function differenceFrom(reference: URL, screenshot: Buffer): Promise<number> {
  const path = fileURLToPath(reference)
  if (process.env['UPDATE_SCREENSHOTS'] === '1') {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, await reduced(screenshot))
  }
  return difference(await readFile(path), screenshot)
}

/** What of a screenshot is kept to compare others with? */
export async function reduced(screenshot: Buffer): Promise<Buffer> {
  const { width } = await sharp(screenshot).metadata()
  return reduce(sharp(screenshot), width).png({ compressionLevel: 9 }).toBuffer()
}

/** How different is a screenshot from a `reduced` one in the place where it is most so, in levels of
 *  grey (0 to 255) on average over that place? To be off by 1 px is no difference. */
export async function difference(kept: Buffer, screenshot: Buffer): Promise<number> {
  const reference = await pictureOf(sharp(kept).greyscale())
  const nudged = await nudgedPictures(screenshot)
  const sameSize = nudged.every(
    ({ width, height }) => width === reference.width && height === reference.height,
  )
  return sameSize ? worstPlace(differencesOf(reference, nudged)) : 255
}

interface Picture {
  readonly width: number
  readonly height: number
  readonly levels: Uint8Array
}

function reduce(picture: Sharp, width: number): Sharp {
  return picture.resize(Math.round(width / REDUCTION)).greyscale()
}

async function pictureOf(image: Sharp): Promise<Picture> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, levels: data }
}

/** How would the screenshot look reduced, were it as it is or 1 px off in any direction? */
async function nudgedPictures(screenshot: Buffer): Promise<readonly Picture[]> {
  const { width, height } = await sharp(screenshot).metadata()
  const { data: framed, info: raw } = await sharp(screenshot)
    .extend({ top: 1, left: 1, bottom: 1, right: 1, extendWith: 'copy' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const offsets = [0, 1, 2].flatMap((top) => [0, 1, 2].map((left) => ({ top, left })))
  return Promise.all(
    offsets.map((offset) =>
      pictureOf(reduce(sharp(framed, { raw }).extract({ ...offset, width, height }), width)),
    ),
  )
}

/** How far is each pixel from the range of what the others show there? The range, because half a pixel
 *  off looks like something between two of them. */
function differencesOf(reference: Picture, others: readonly Picture[]): Picture {
  const beyond = (level: number, at: number) => {
    const shown = others.map(({ levels }) => levels[at] ?? 0)
    return Math.max(Math.min(...shown) - level, level - Math.max(...shown), 0)
  }
  return { ...reference, levels: reference.levels.map(beyond) }
}

/** How high is the average of the place where it is highest? */
function worstPlace({ width, height, levels }: Picture): number {
  let worst = 0
  for (let top = 0; top + PLACE <= height; top++) {
    for (let left = 0; left + PLACE <= width; left++) {
      let total = 0
      for (let row = top; row < top + PLACE; row++) {
        const start = row * width + left
        for (let at = start; at < start + PLACE; at++) total += levels[at] ?? 0
      }
      worst = Math.max(worst, total / PLACE ** 2)
    }
  }
  return worst
}
