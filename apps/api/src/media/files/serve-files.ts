import { isObjectKey } from '@cartwright/platform/storage/object-key'
import type { ByteRange } from '@cartwright/platform/storage/storage'
import { StorageError } from '@cartwright/platform/storage/storage-error'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { AppError } from '../../operation/app-error.ts'
import type { Runtime } from '../../runtime.ts'
import { byteRange } from './byte-range.ts'
import { fileHeaders } from './file-headers.ts'

/** What the product writes for everybody to see, whatever else storage keeps. */
const publicKey =
  /^(?:stores\/[^/]+\/media|shops\/[^/]+\/(?:products|categories|videos)|embed-uploads\/[^/]+\/[^/]+)\/./

/** Serves what the local storage driver keeps, at the addresses it hands out: streaming, in parts
 *  when asked, unchanged ones as 304. */
export function registerFiles(app: FastifyInstance, runtime: Runtime): void {
  app.route<{ Params: { '*': string } }>({
    method: ['GET', 'HEAD'],
    url: '/files/*',
    handler: (request, reply) => serveFile(runtime, request, reply),
  })
}

async function serveFile(
  { storage }: Runtime,
  request: FastifyRequest<{ Params: { '*': string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = request.params['*']
  if (!publicKey.test(key) || !isObjectKey(key)) throw new AppError('not_found')
  const head = await orUnavailable(storage.head(key))
  if (head === null) throw new AppError('not_found')
  const headers = fileHeaders(head)
  if (isKnown(request.headers['if-none-match'], headers['etag'])) {
    return reply.code(304).headers(headers).send()
  }
  const { sizeBytes } = head
  const range = askedRange(request, { sizeBytes, etag: headers['etag'] })
  if (range === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${sizeBytes}`).send()
  }
  const part = range === 'whole' ? undefined : range
  const isHead = request.method === 'HEAD'
  const stream = isHead ? undefined : await orUnavailable(storage.get(key, part))
  // Deleted a moment ago; nothing was said yet that would have to be taken back.
  if (stream === null) throw new AppError('not_found')
  return reply
    .code(part === undefined ? 200 : 206)
    .headers({ ...headers, ...lengthHeaders(part, sizeBytes) })
    .send(stream)
}

function lengthHeaders(part: ByteRange | undefined, sizeBytes: number): Record<string, string> {
  if (part === undefined) return { 'content-length': String(sizeBytes) }
  const { start, end } = part
  return {
    'content-length': String(end - start + 1),
    'content-range': `bytes ${start}-${end}/${sizeBytes}`,
  }
}

interface Served {
  readonly sizeBytes: number
  readonly etag: string | undefined
}

/** A part of another version than the caller has would not fit: then it gets the whole. */
function askedRange(request: FastifyRequest, { sizeBytes, etag }: Served) {
  const condition = request.headers['if-range']
  if (condition !== undefined && condition !== etag) return 'whole'
  return byteRange(request.headers.range, sizeBytes)
}

function isKnown(header: string | undefined, etag: string | undefined): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.some((tag) => tag === '*' || tag === etag)
}

async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (cause instanceof StorageError) throw new AppError('unavailable', { cause })
    throw cause
  }
}
