import { randomBytes } from 'node:crypto'

/** A baseline JPEG's first segments (ITU-T T.81): start, JFIF, then a frame of 4000 × 3000 pixels in
 *  three components, then the scan. */
const HEAD = Buffer.from(
  [
    'ffd8',
    'ffe000104a46494600010100000100010000',
    'ffc0001108 0bb8 0fa0 03 011100 021100 031100'.replaceAll(' ', ''),
    'ffda000c03010002000300003f00',
  ].join(''),
  'hex',
)
const END = Buffer.from('ffd9', 'hex')

/** A file of so many bytes that begins as a photo of 4000 × 3000 pixels does and goes on with noise:
 *  a server that decodes nothing cannot tell it from one, and nothing can compress it. */
export function photoBytes(sizeBytes: number): Buffer {
  return Buffer.concat([HEAD, randomBytes(sizeBytes - HEAD.length - END.length), END])
}
