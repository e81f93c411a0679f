import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'

import { Busboy } from '@fastify/busboy'
import type { BusboyInstance } from '@fastify/busboy'

import { isBrokenOff, onceBrokenOff } from './broken-off.ts'

export type ReceivedForm = {
  readonly fields: ReadonlyMap<string, string>
  /** The bytes of the field `file`, not yet read; fails when the rest of the form does not come. */
  readonly file: Readable
}

/** More and larger fields than any form of ours has. */
const limits = { fields: 30, fieldNameSize: 100, fieldSize: 8 * 1024, files: 1, headerPairs: 20 }

const isFile = (name: string | undefined, filename: string | undefined): boolean =>
  name === 'file' || filename !== undefined

const open = (request: IncomingMessage): BusboyInstance | null => {
  const type = request.headers['content-type']
  if (type === undefined) return null
  try {
    const headers = { ...request.headers, 'content-type': type }
    return new Busboy({
      headers,
      limits,
      isPartAFile: (name, _, filename) => isFile(name, filename),
    })
  } catch {
    return null
  }
}

/**
 * Reads a form up to its field `file`, which as on S3 must be the last: what comes behind it is not
 * looked at. `null` when the request is no such form.
 */
export const receiveForm = async (request: IncomingMessage): Promise<ReceivedForm | null> => {
  const form = open(request)
  if (form === null || isBrokenOff(request)) return null
  const fields = new Map<string, string>()
  return await new Promise((resolve) => {
    const end = (): void => resolve(null)
    // A field that was cut for its length is no longer what was signed, which is found out later.
    form.on('field', (name, value) => void fields.set(name, value))
    form.on('file', (name, file) => {
      const stop = (): void => void file.destroy(new Error('The form broke off'))
      file.on('error', end)
      form.on('error', stop)
      onceBrokenOff(request, stop)
      // What stands behind the file may have arrived with it, and counts for nothing.
      if (name === 'file') return resolve({ fields: new Map(fields), file })
      file.resume()
      end()
    })
    form.on('error', end)
    form.on('finish', end)
    request.once('close', end)
    request.pipe(form)
  })
}
