import type { FastifyRequest } from 'fastify'

import { AppError } from './app-error.ts'
import type { BodyKind } from './definition.ts'
import type { FilePart, RequestBody } from './request-body.ts'

/** Longest text field of a form, and how many of them. */
const FIELD_LIMITS = { fieldSize: 10_000, fields: 20 }

/** The body of a request that does not take JSON; null for one that does. */
export function requestBody(request: FastifyRequest, kind: BodyKind): RequestBody | null {
  if (kind === 'json') return null
  const fields: Record<string, string> = {}
  return {
    raw: Buffer.isBuffer(request.body) ? request.body : null,
    fields,
    files: (limits) => readParts(request, limits, fields),
  }
}

async function* readParts(
  request: FastifyRequest,
  limits: { fileSizeBytes: number; files: number },
  fields: Record<string, string>,
): AsyncIterable<FilePart> {
  if (!request.isMultipart()) throw new AppError('unsupported_media_type')
  try {
    const parts = request.parts({
      limits: { ...FIELD_LIMITS, fileSize: limits.fileSizeBytes, files: limits.files },
    })
    for await (const part of parts) {
      if (part.type === 'field') {
        fields[part.fieldname] = String(part.value)
        continue
      }
      yield {
        field: part.fieldname,
        filename: part.filename,
        declaredType: part.mimetype,
        stream: part.file,
        truncated: () => part.file.truncated,
      }
    }
  } catch (error) {
    throw error instanceof AppError ? error : multipartError(error)
  }
}

/** The parser names its own limits by code; anything else it throws means the form is broken. */
function multipartError(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new AppError('payload_too_large', { cause })
  if (code.startsWith('FST_') || isParserError(cause))
    return new AppError('invalid_multipart', { cause })
  return cause
}

function isParserError(error: unknown): boolean {
  return error instanceof Error && /multipart|boundary|unexpected end of form/i.test(error.message)
}
