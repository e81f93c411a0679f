import type { Readable } from 'node:stream'

import {
  type Dimensions,
  dimensionBytes,
  readDimensions,
} from '@cartwright/platform/images/read-dimensions'
import { sanitiseSvg, svgBytesLimit } from '@cartwright/platform/images/sanitise-svg'
import { type SniffedMedia, sniffMedia } from '@cartwright/platform/images/sniff-media'
import { peekStream } from '@cartwright/platform/storage/peek-stream'
import type { Storage, StoredObject } from '@cartwright/platform/storage/storage'
import { StorageError } from '@cartwright/platform/storage/storage-error'

import { AppError } from '../operation/app-error.ts'
import type { FilePart } from '../operation/request-body.ts'
import { agreesWithDeclared } from './agrees-with-declared.ts'

export interface StoredFile extends StoredObject {
  readonly sniffed: SniffedMedia
  /** Pixels as a viewer shows them, told by the first bytes; null when they do not say. */
  readonly dimensions: Dimensions | null
  readonly filename: string
}

export interface FileDestination {
  readonly storage: Storage
  /** The key of the object, without the extension that its type will give it. */
  readonly keyStem: string
  /** The extension, when it is not simply the usual one of the type. */
  readonly extensionOf?: ((file: NamedFile) => string) | undefined
}

/** A file by what it was called and what it is. */
export interface NamedFile {
  readonly filename: string
  readonly sniffed: SniffedMedia
}

/** Streams an uploaded file into storage, if its bytes are of a kind the library takes. Fails with
 *  `unsupported_media_type`, `payload_too_large`, `invalid_multipart` (it broke off) or
 *  `unavailable`; then nothing is kept. */
export async function storeFile(
  part: FilePart,
  { storage, keyStem, extensionOf }: FileDestination,
): Promise<StoredFile> {
  const { head, stream } = await peek(part)
  const sniffed = await sniffMedia(head)
  if (sniffed === null || !agreesWithDeclared(sniffed.kind, part.declaredType)) {
    // Read to its end, so that the sender hears the answer instead of a closed connection.
    stream.on('error', () => undefined).resume()
    throw new AppError('unsupported_media_type')
  }
  const extension = extensionOf?.({ filename: part.filename, sniffed }) ?? sniffed.extension
  const key = `${keyStem}.${extension}`
  // Now: storage frees the bytes it has kept, these among them.
  const dimensions = readDimensions(head, sniffed.mimeType)
  try {
    const body = sniffed.mimeType === SVG ? await cleanSvg(stream) : stream
    const options = { contentType: sniffed.mimeType, handsOver: body === stream }
    const stored = await storage.put(key, body, options)
    // The parser ends the stream at the limit as if the file ended there.
    if (!part.truncated()) return { ...stored, sniffed, dimensions, filename: part.filename }
    await storage.delete(key)
  } catch (error) {
    // Storage may have kept it all the same and only its answer was lost.
    await storage.delete(key).catch(() => undefined)
    if (!part.truncated()) throw uploadError(error)
  }
  throw new AppError('payload_too_large')
}

const SVG = 'image/svg+xml'

/** An SVG is a program; kept is only what of it is a picture. */
async function cleanSvg(stream: Readable): Promise<Uint8Array> {
  const bytes = await readAtMost(stream, svgBytesLimit)
  const clean = bytes === null ? null : sanitiseSvg(bytes)
  if (clean === null) throw new AppError('unsupported_media_type')
  return clean
}

/** Null when there is more; the rest is read past, so that the sender hears the answer. */
async function readAtMost(stream: Readable, limitBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length
      if (sizeBytes <= limitBytes) chunks.push(chunk)
    }
  } catch (cause) {
    throw new AppError('invalid_multipart', { cause })
  }
  return sizeBytes > limitBytes ? null : Buffer.concat(chunks)
}

async function peek(part: FilePart) {
  try {
    return await peekStream(part.stream, dimensionBytes)
  } catch (cause) {
    throw new AppError('invalid_multipart', { cause })
  }
}

function uploadError(cause: unknown): unknown {
  if (!(cause instanceof StorageError)) return cause
  return new AppError(cause.kind === 'interrupted' ? 'invalid_multipart' : 'unavailable', { cause })
}
