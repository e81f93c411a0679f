import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

import { createTestDatabase } from '@cartwright/db/testing/test-database'
import { afterAll, expect, it } from 'vitest'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const environment = {
  PATH: process.env['PATH'],
  NODE_ENV: 'test',
  PUBLIC_URL: 'https://api.test',
  DATABASE_URL: database.url,
  AUTH_SECRET: 'a'.repeat(32),
  SEAL_KEY: '07'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_test_0123456789',
  STRIPE_API_BASE: 'http://127.0.0.1:1',
  STORAGE_DIR: 'storage',
  SMTP_URL: 'smtp://127.0.0.1:1',
  LOG_LEVEL: 'warn',
}

function launch(variables: Readonly<Record<string, string | undefined>> = {}): ChildProcess {
  const env = { ...environment, ...variables }
  return fork(new URL('main.ts', import.meta.url), {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

const signal = (ms: number) => ({ signal: AbortSignal.timeout(ms) })

it.each([
  ['it is told to', (child: ChildProcess) => child.kill('SIGTERM')],
  ['its supervisor is gone', (child: ChildProcess) => child.disconnect()],
])('says when it is ready, and ends cleanly when %s', async (_, end) => {
  const child = launch()
  const [message] = await once(child, 'message', signal(15_000))
  expect(message).toEqual({ type: 'ready' })
  const exit = once(child, 'exit', signal(10_000))
  end(child)
  expect(await exit).toEqual([0, null])
})

it('refuses to start on bad settings, a sentence for each and no value in any', async () => {
  const bad = { STRIPE_SECRET_KEY: 'pk_wrong', SMTP_URL: undefined, WORKER_CONCURRENCY: 'many' }
  const child = launch(bad)
  const said: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const [code] = await once(child, 'close', signal(15_000))
  expect(code).toBe(1)
  expect(said.join('')).toMatch(/STRIPE_SECRET_KEY must begin with sk_/)
  expect(said.join('')).toMatch(/SMTP_URL is not set/)
  expect(said.join('')).toMatch(/WORKER_CONCURRENCY must be/)
  expect(said.join('')).not.toContain('pk_wrong')
})

it('refuses parts that forget in production', async () => {
  const child = launch({ NODE_ENV: 'production' })
  const said: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const [code] = await once(child, 'close', signal(15_000))
  expect(code).toBe(1)
  expect(said.join('')).toContain('STRIPE_API_BASE must not point at a sandbox in production')
  expect(said.join('')).toContain('MAIL_FROM is not set')
})
