import { libraryMedia } from '@cartwright/contract/resources/media'
import { z } from 'zod'

import { libraryUpload } from '../../operation/operation.ts'
import type { RequestBody } from '../../operation/request-body.ts'
import type { Runtime } from '../../runtime.ts'
import { admitFiles } from '../admit-files.ts'
import { keepWhole } from '../keep-whole.ts'
import { mediaDraft } from '../media-draft.ts'
import { libraryMediaResource } from '../media-resource.ts'
import { newKeyStem } from '../new-key-stem.ts'
import { MAX_FILE_BYTES, receiveFiles } from '../receive-files.ts'
import type { StoredFile } from '../store-file.ts'
import { checkUrls } from './check-urls.ts'
import { importImages } from './import-images.ts'

const MAX_FILES = 10

const remote = z.strictObject({
  urls: z.array(z.string().max(2_048)).min(1).max(MAX_FILES).describe('http or https, of images'),
})

export const createMedia = libraryUpload({
  method: 'POST',
  path: '/api/v1/media',
  status: 201,
  permission: 'media:write',
  summary: 'Add files to the library',
  description:
    'One to 10 files of at most 25 MB each in the field `file`, or as JSON the addresses of 1 to ' +
    '10 images to fetch. All or nothing: when one cannot be taken, none is kept.',
  input: z.strictObject({
    file: z
      .array(z.string().meta({ format: 'binary' }))
      .max(MAX_FILES)
      .optional(),
  }),
  json: remote,
  output: z.object({ media: z.array(libraryMedia).describe('In the order of the request') }),
  errors: [
    'missing_file',
    'too_many_files',
    'invalid_json',
    'invalid_multipart',
    'payload_too_large',
    'quota_exceeded',
    'unsupported_media_type',
    'remote_fetch_failed',
  ],
}).staged(async ({ ctx }) => {
  const { storage, storeId, body, now, ids } = ctx
  const urls = body?.json?.(remote).urls ?? null
  return keepWhole(storage, async (kept) => {
    const stems = { kept, newKeyStem: () => newKeyStem(storeId, ids) }
    const files = urls === null ? await received(ctx, body, stems) : await fetched(ctx, urls, stems)
    const drafts = files.map((file) =>
      mediaDraft(file, {
        storeId,
        id: ids.uuidv7(),
        source: urls === null ? 'upload' : 'remote',
        purpose: 'general',
        retention: 'library',
        createdBy: `${ctx.actor.kind}:${ctx.actor.id}`,
        now,
      }),
    )
    return ctx.conclude(async (trx) => {
      const rows = await admitFiles(trx, storeId, drafts)
      return { media: rows.map((row) => libraryMediaResource(row, storage)) }
    })
  })
})

interface Stems {
  readonly kept: string[]
  readonly newKeyStem: () => string
}

type Tools = Pick<Runtime, 'storage' | 'hosts' | 'settings'>

function received(
  { storage }: Tools,
  body: RequestBody | null,
  stems: Stems,
): Promise<StoredFile[]> {
  return receiveFiles(body, { ...stems, storage, field: 'file', maxFiles: MAX_FILES })
}

function fetched(
  { storage, hosts, settings }: Tools,
  urls: readonly string[],
  stems: Stems,
): Promise<StoredFile[]> {
  const { allowedPorts, privateHosts } = settings.remoteFetch
  checkUrls(urls, allowedPorts)
  const fetching = {
    resolver: hosts,
    maxBytes: MAX_FILE_BYTES,
    allowedPorts,
    mayBePrivate: ({ host }: URL) => privateHosts.includes(host),
  }
  return importImages(urls, { ...stems, storage, fetching })
}
