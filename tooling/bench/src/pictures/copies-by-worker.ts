import { sha256Hex } from '@cartwright/platform/crypto/sha256'
import { pictureOf } from '@cartwright/platform/images/picture-process'

import type { Copies } from './copies.ts'

/** What the worker does with an uploaded picture, but for reading and writing files: hashed,
 *  measured, held against all limits, previewed and copied. */
export async function copiesByWorker(bytes: Buffer): Promise<Copies> {
  sha256Hex(bytes)
  const { placeholder, copies } = await pictureOf(bytes)
  return { placeholder, files: copies.map((copy) => copy.bytes) }
}
