import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTestDatabase } from '@cartwright/db/testing/test-database'
import { addMediaStore } from '@cartwright/db/testing/test-media'
import { systemClock } from '@cartwright/platform/clock'
import { localStorage } from '@cartwright/platform/storage/local-storage'
import { afterAll, expect, it } from 'vitest'

import { addFile, keysIn } from './testing/test-files.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())
const { db, url } = stack.use(await createTestDatabase())
const folder = await mkdtemp(join(tmpdir(), 'collect-media-'))
stack.defer(() => rm(folder, { recursive: true, force: true }))

const environment = {
  PATH: process.env['PATH'],
  NODE_ENV: 'test',
  PUBLIC_URL: 'https://api.test',
  DATABASE_URL: url,
  STORAGE_DIR: folder,
  AUTH_SECRET: 'a'.repeat(32),
  SEAL_KEY: '07'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_test_0123456789',
  STRIPE_API_BASE: 'http://127.0.0.1:1',
  SMTP_URL: 'smtp://127.0.0.1:1',
  LOG_LEVEL: 'silent',
}

interface Ended {
  readonly code: number
  readonly said: string
  readonly complained: string
}

function command(args: readonly string[], variables = {}): Promise<Ended> {
  const file = new URL('collect-media-command.ts', import.meta.url).pathname
  const env = { ...environment, ...variables }
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { env, timeout: 60_000 }, (error, said, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), said, complained: err })
    })
  })
}

it('says what it would delete, and deletes it when it is not told to only say so', async () => {
  const publicBaseUrl = 'https://files.test'
  const storage = localStorage({ folder, publicBaseUrl, signingSecret: 'secret' })
  const { storeId } = await addMediaStore(db)
  const draft = { unreferencedAt: new Date(Date.now() - 8 * 24 * 3_600_000) }
  const { key } = await addFile({ db, storage, clock: systemClock }, { storeId, draft })
  const dry = await command(['--dry-run', '--store', `shop-${storeId}`, '--list'])
  expect(dry).toMatchObject({ code: 0, said: expect.stringContaining(key) })
  expect(await keysIn(storage)).toEqual([key])
  expect(await command([])).toMatchObject({ code: 0 })
  expect(await keysIn(storage)).toEqual([])
}, 60_000)

it.each([
  ['--store=pots', 'only of this store'],
  ['--help', 'as the worker does each hour'],
])('explains itself when asked with %s', async (arg, words) => {
  expect((await command([arg])).said).toContain(words)
})

it.each([
  [['--delete-everything'], {}, '--delete-everything'],
  [['--dry-run'], { DATABASE_URL: undefined }, 'DATABASE_URL is not set'],
])('refuses %j %j', async (args, variables, words) => {
  const { code, complained } = await command(args, variables)
  expect(code).toBe(1)
  expect(complained).toContain(words)
})
