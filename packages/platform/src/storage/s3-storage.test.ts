import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import type { Server } from 'node:net'

import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3'
import {
  createTestBucket,
  s3StartTimeoutMs,
  type TestBucket,
} from '@cartwright/s3-server/test-bucket'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { describeStorage } from './describe-storage.ts'
import { s3Storage } from './s3-storage.ts'
import type { S3StorageOptions } from './s3-storage.ts'
import type { Storage } from './storage.ts'
import { sendUpload } from './testing/send-upload.ts'

let place: TestBucket | undefined
beforeAll(async () => {
  place = await createTestBucket()
}, s3StartTimeoutMs)
afterAll(() => place?.[Symbol.asyncDispose]())

const optionsOf = (): S3StorageOptions => {
  if (place === undefined) throw new Error('The bucket has not been made yet')
  const { access, bucket } = place
  const publicBaseUrl = `${access.endpoint}/${bucket}`
  return { ...access, bucket, forcePathStyle: true, publicBaseUrl }
}

const empty = async (): Promise<Storage> => {
  const storage = s3Storage(optionsOf())
  const keys: string[] = []
  for await (const { key } of storage.list('')) keys.push(key)
  // A few at a time: a thousand requests at once are more than a busy machine answers in time.
  for (let at = 0; at < keys.length; at += 50) {
    await Promise.all(keys.slice(at, at + 50).map((key) => storage.delete(key)))
  }
  return storage
}

describeStorage('S3 storage', { make: empty, holdsNothing: true, send: sendUpload })

const png = { contentType: 'image/png' }

const addressOf = (server: Server): string => {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

const immutable = 'public, max-age=31536000, immutable'

/** What the server itself says of an object to whoever reads the bucket without us. */
const toldOf = async (key: string): Promise<HeadObjectCommandOutput> => {
  const { endpoint = '', region, bucket: Bucket, ...credentials } = optionsOf()
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  try {
    return await client.send(new HeadObjectCommand({ Bucket, Key: key }))
  } finally {
    client.destroy()
  }
}

test('an object says that it may be kept for good', async () => {
  const storage = await empty()
  await storage.put('a.png', Buffer.from('x'), png)
  expect((await toldOf('a.png')).CacheControl).toBe(immutable)
})

test('a form says that its object be asked for each time, until it is settled', async () => {
  const storage = await empty()
  const terms = { ...png, expiresInSeconds: 900, minBytes: 1, maxBytes: 9 }
  const form = await storage.presignPost('a.png', terms)
  // Ceph does not keep it with the object.
  expect(form.fields['Cache-Control']).toBe('no-cache')
  await sendUpload(storage, form, { body: 'x' })
  const { ETag = '' } = await toldOf('a.png')
  await storage.settle('a.png', ETag.replaceAll('"', ''))
  const settled = { CacheControl: immutable, ContentType: 'image/png', ETag }
  expect(await toldOf('a.png')).toMatchObject(settled)
})

test('what a sender says of its object beside the type is forgotten when it is settled', async () => {
  const storage = await empty()
  const { url } = await storage.presignPut('a.png', { ...png, expiresInSeconds: 900 })
  const headers = {
    'content-type': 'image/png',
    'content-language': 'xx',
    'cache-control': immutable,
  }
  expect((await fetch(url, { method: 'PUT', headers, body: 'x' })).status).toBe(200)
  expect(await toldOf('a.png')).toMatchObject({ ContentLanguage: 'xx' })
  await storage.settle('a.png', (await storage.head('a.png'))?.etag ?? '')
  expect((await toldOf('a.png')).ContentLanguage).toBeUndefined()
})

test('parts that a crash left behind are forgotten once they are old, and not before', async () => {
  const storage = await empty()
  const { endpoint = '', region, bucket: Bucket, ...credentials } = optionsOf()
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  for (const Key of ['stores/a/media/x.png', 'shops/b/products/x.png', 'embed-uploads/c/d/x.png']) {
    await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))
  }
  client.destroy()
  expect(await storage.forgetUnfinished(new Date(Date.now() - 3_600_000))).toBe(0)
  expect(await storage.forgetUnfinished(new Date(Date.now() + 3_600_000))).toBe(3)
  expect(await storage.forgetUnfinished(new Date(Date.now() + 3_600_000))).toBe(0)
})

test('what others have begun to upload into the same bucket is left to them', async () => {
  const storage = await empty()
  const { endpoint = '', region, bucket: Bucket, ...credentials } = optionsOf()
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const theirs = ['a', 'backups/stores/a', 'stores', 'stores-of-others/a']
  for (const Key of ['shops/a', ...theirs, 'stores/a']) {
    await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))
  }
  expect(await storage.forgetUnfinished(new Date(Date.now() + 3_600_000))).toBe(2)
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }))
  expect(new Set(Uploads.map(({ Key }) => Key))).toEqual(new Set(theirs))
  for (const { Key, UploadId } of Uploads) {
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
  }
  client.destroy()
})

test('a list goes on page after page', async () => {
  const storage = await empty()
  const keys = ['a/1', 'a/2', 'a/3', 'a/4', 'a/5']
  await Promise.all(keys.map((key) => storage.put(key, Buffer.from('x'), png)))
  const found: string[] = []
  const paged = s3Storage({ ...optionsOf(), listPageSize: 2 })
  for await (const { key } of paged.list('a/')) found.push(key)
  expect(found).toEqual(keys)
})

test('what cannot be reached or used is unavailable, and no secret is told', async () => {
  const secretAccessKey = 'a-secret-nobody-may-see'
  const others: S3StorageOptions[] = [
    { ...optionsOf(), endpoint: 'http://127.0.0.1:1' },
    { ...optionsOf(), bucket: 'no-such-bucket' },
    { ...optionsOf(), secretAccessKey },
  ]
  for (const options of others) {
    const storage = s3Storage(options)
    const failure: unknown = await storage
      .put('a', Buffer.from('x'), png)
      .catch((it: unknown) => it)
    expect(failure).toMatchObject({ name: 'StorageError', kind: 'unavailable', cause: undefined })
    expect(JSON.stringify(failure) + String(failure)).not.toContain(options.accessKeyId)
    expect(JSON.stringify(failure) + String(failure)).not.toContain(secretAccessKey)
  }
})

test('a bucket that is gone is unavailable: its objects are not taken for deleted ones', async () => {
  const storage = s3Storage({ ...optionsOf(), bucket: 'no-such-bucket' })
  const asked: readonly Promise<unknown>[] = [
    storage.head('a'),
    storage.get('a'),
    storage.delete('a'),
    storage.settle('a', 'x'),
    storage.forgetUnfinished(new Date()),
  ]
  const isUnavailable = { status: 'rejected', reason: { kind: 'unavailable' } }
  expect(await Promise.allSettled(asked)).toMatchObject(asked.map(() => isUnavailable))
})

test('an object replaced while it is settled is not settled', async () => {
  const asked: unknown[] = []
  const server = createHttpServer(({ method, headers }, response) => {
    asked.push([method, headers['x-amz-copy-source-if-match']])
    response.writeHead(method === 'HEAD' ? 200 : 412, { etag: '"one"' }).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const storage = s3Storage({ ...optionsOf(), endpoint: addressOf(server) })
  expect(await storage.settle('a', 'one')).toBe(false)
  expect(asked).toEqual([
    ['HEAD', undefined],
    ['PUT', '"one"'],
  ])
  server.closeAllConnections()
  server.close()
})

test('a server that takes connections and says nothing is soon unavailable', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const storage = s3Storage({ ...optionsOf(), endpoint: addressOf(silent), answerTimeoutMs: 100 })
  const asked = await Promise.allSettled([storage.head('a'), storage.delete('a')])
  const isUnavailable = { status: 'rejected', reason: { kind: 'unavailable' } }
  expect(asked).toMatchObject([isUnavailable, isUnavailable])
  silent.close()
})
