import { expect, test } from 'vitest'
import { z } from 'zod'

import { readEnv } from '../env.ts'
import { requireStorageVariables, storageSettings, storageVariables } from './storage-settings.ts'

const schema = z.object(storageVariables).superRefine(requireStorageVariables)
const own = { publicUrl: 'https://api.test', authSecret: 'a secret' }
const settingsOf = (variables: Record<string, string>) =>
  storageSettings(readEnv(schema, variables), own)

const bucket = {
  STORAGE_DRIVER: 's3',
  S3_BUCKET: 'files',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'secret',
}

test('a folder is served by the API, which signs with a secret of its own', () => {
  const settings = settingsOf({ STORAGE_DIR: '/data' })
  expect(settings).toEqual({
    driver: 'local',
    options: {
      folder: '/data',
      publicBaseUrl: 'https://api.test/files',
      signingSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  })
  expect(settingsOf({ STORAGE_DIR: '/data' })).toEqual(settings)
})

test('a bucket of AWS goes by its name, and is read through the API', () => {
  expect(settingsOf(bucket)).toEqual({
    driver: 's3',
    options: {
      region: 'us-east-1',
      bucket: 'files',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      forcePathStyle: false,
      publicBaseUrl: 'https://api.test/files',
    },
  })
})

test('a server of our own goes by paths unless told otherwise', () => {
  const server = {
    ...bucket,
    S3_ENDPOINT: 'https://s3.test/',
    S3_PUBLIC_BASE_URL: 'https://cdn.test/',
  }
  expect(settingsOf(server).options).toMatchObject({
    endpoint: 'https://s3.test',
    forcePathStyle: true,
    publicBaseUrl: 'https://cdn.test',
  })
  const named = settingsOf({ ...server, S3_FORCE_PATH_STYLE: 'false' })
  expect(named.options).toMatchObject({ forcePathStyle: false })
})

test.each([
  [{}, 'STORAGE_DIR is not set'],
  [{ STORAGE_DRIVER: 's3', STORAGE_DIR: '/data' }, 'S3_BUCKET is not set'],
  [{ ...bucket, S3_SECRET_ACCESS_KEY: '' }, 'S3_SECRET_ACCESS_KEY is not set'],
  [{ STORAGE_DRIVER: 'tape' }, 'STORAGE_DRIVER must be local or s3'],
])('%o ends the start: %s', (variables, sentence) => {
  expect(() => settingsOf(variables)).toThrow(sentence)
})
