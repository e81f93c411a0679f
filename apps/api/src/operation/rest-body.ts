import { createHash, type Hash } from 'node:crypto'
import { pipeline, type Readable, Transform } from 'node:stream'
import { finished } from 'node:stream/promises'

import { isBrokenOff } from '@cartwright/platform/storage/broken-off'
import type { FastifyRequest } from 'fastify'

import { AppError } from './app-error.ts'
import type { BodyKind } from './definition.ts'
import { parseInput } from './parse-input.ts'
import type { FilePart, RequestBody } from './request-body.ts'
import { parseJsonObject } from './rest-input.ts'

/** Longest text field of a form, and how many of them. */
const FIELD_LIMITS = { fieldSize: 10_000, fields: 20 }

/** The body of a request that does not take JSON; null for one that does. */
export function requestBody(request: FastifyRequest, kind: BodyKind): RequestBody | null {
  if (kind === 'json') return null
  const raw = Buffer.isBuffer(request.body) ? request.body : null
  const hash = createHash('sha256').update(raw ?? '')
  const form: Form = { request, hash, fields: {}, begun: false }
  let digest: string | null = null
  return {
    raw,
    fields: form.fields,
    json:
      kind === 'mixed' && raw !== null
        ? (schema) => parseInput(schema, parseJsonObject(raw))
        : null,
    files: (limits) => readParts(form, limits),
    digest: async () => {
      if (kind !== 'raw' && raw === null && !form.begun) await readThrough(form)
      digest ??= hash.digest('hex')
      return digest
    },
  }
}

interface Form {
  readonly request: FastifyRequest
  readonly hash: Hash
  readonly fields: Record<string, string>
  begun: boolean
}

/** Reads a form for its digest alone. One larger than any route takes is no twin of one that was
 *  taken. */
async function readThrough(form: Form): Promise<void> {
  for await (const { stream } of readParts(form, { fileSizeBytes: 26 * 1024 * 1024, files: 10 })) {
    stream.resume()
  }
}

async function* readParts(
  form: Form,
  limits: { fileSizeBytes: number; files: number },
): AsyncIterable<FilePart> {
  const { request, hash, fields } = form
  if (!request.isMultipart()) throw new AppError('unsupported_media_type', { hint: 'not_a_form' })
  form.begun = true
  // The parser hears only of what breaks off from now on, and would wait for ever.
  if (isBrokenOff(request.raw)) throw new AppError('invalid_multipart')
  try {
    const parts = request.parts({
      limits: { ...FIELD_LIMITS, fileSize: limits.fileSizeBytes, files: limits.files },
    })
    for await (const part of parts) {
      if (part.type === 'field') {
        fields[part.fieldname] = String(part.value)
        hash.update(JSON.stringify([part.fieldname, part.value]))
        continue
      }
      hash.update(JSON.stringify([part.fieldname, part.filename, part.mimetype]))
      const stream = hashed(part.file, form)
      yield {
        field: part.fieldname,
        filename: part.filename,
        declaredType: part.mimetype,
        stream,
        truncated: () => part.file.truncated,
      }
      // Of one that is read past, all bytes count before anything of the next part does.
      if (stream !== part.file) await finished(stream).catch(() => undefined)
    }
  } catch (error) {
    throw error instanceof AppError ? error : multipartError(error)
  } finally {
    // Refused halfway: most senders listen only once they have sent everything.
    request.raw.unpipe()
    request.raw.resume()
  }
}

/** The same bytes, counted into the digest on their way when the request has an idempotency key. */
function hashed(file: Readable, { request, hash }: Form): Readable {
  if (request.headers['idempotency-key'] === undefined) return file
  const tap = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  // What goes wrong comes out of the tap, where its reader hears of it.
  return pipeline(file, tap, () => undefined)
}

/** The parser names its own limits by code; anything else it throws means the form is broken, or
 *  broke off. */
function multipartError(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new AppError('payload_too_large', { cause })
  if (code.startsWith('FST_') || brokeOff.has(code) || isParserError(cause)) {
    return new AppError('invalid_multipart', { cause })
  }
  return cause
}

/** The sender went away. */
const brokeOff: ReadonlySet<string> = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'])

function isParserError(error: unknown): boolean {
  return error instanceof Error && /multipart|boundary|unexpected end of form/i.test(error.message)
}
