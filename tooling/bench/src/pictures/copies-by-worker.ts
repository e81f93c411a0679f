import { sha256Hex } from '@cartwright/platform/crypto/sha256'
import { derivatives } from '@cartwright/platform/images/derivatives'
import { describeImage } from '@cartwright/platform/images/describe-image'
import { placeholder } from '@cartwright/platform/images/placeholder'

import type { Copies } from './copies.ts'

/** What the worker does with an uploaded picture, but for reading and writing files: hashed,
 *  measured, held against all limits, previewed and copied. */
export async function copiesByWorker(bytes: Buffer): Promise<Copies> {
  sha256Hex(bytes)
  const { width } = await describeImage(bytes)
  const preview = await placeholder(bytes)
  const files: Buffer[] = []
  for await (const copy of derivatives(bytes, width)) files.push(copy.bytes)
  return { placeholder: preview, files }
}
