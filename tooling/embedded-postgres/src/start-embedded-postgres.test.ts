import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { expect, test } from 'vitest'

import { processStamp } from './process-stamp.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'
import { hold, kill } from './testing/hold.ts'
import { query } from './testing/query.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const patience = { timeout: 20_000 }

test('a throwaway database answers as PostgreSQL 18, flushes nothing, and is gone after the stop', async () => {
  const started = await startEmbeddedPostgres({ durable: false })
  expect(await query(started.url, 'show server_version')).toMatch(/^18\./)
  expect(await query(started.url, 'show fsync')).toBe('off')
  expect(await query(started.url, 'show listen_addresses')).toBe('127.0.0.1')
  const data = await query(started.url, 'show data_directory')
  expect(existsSync(data)).toBe(true)
  await started.stop()
  await started.stop()
  expect(existsSync(join(data, '..'))).toBe(false)
  expect(processStamp(started.pid)).toBeNull()
})

test('a wrong password is refused', async () => {
  await using started = await startEmbeddedPostgres({ durable: false })
  const url = new URL(started.url)
  url.password = 'guess'
  await expect(query(url.href, 'select 1')).rejects.toThrow(/password authentication failed/)
})

test('a second start resumes the data under the same address and password', async () => {
  using folder = temporaryFolder(0o755)
  const first = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  expect(await query(first.url, 'show fsync')).toBe('on')
  await query(first.url, 'create table kept as select 42 as value')
  await first.stop()
  await using second = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  expect(second.url).toBe(first.url)
  expect(await query(second.url, 'select value from kept')).toBe('42')
})

test('the password file is for its owner only', async () => {
  using folder = temporaryFolder(0o755)
  await using started = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  const file = join(folder.path, 'postgres', 'password')
  expect(started.url).toContain(readFileSync(file, 'utf8'))
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('a lost password file is told in a sentence, and the folder stays usable', async () => {
  using folder = temporaryFolder(0o755)
  const file = join(folder.path, 'postgres', 'password')
  const first = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  await first.stop()
  writeFileSync(file, 'another')
  const again = startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  await expect(again).rejects.toThrow(/do not belong together/)
  writeFileSync(file, decodeURIComponent(new URL(first.url).password))
  await using second = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  expect(await query(second.url, 'select 1')).toBe('1')
})

test('the same folder is not served twice', async () => {
  using folder = temporaryFolder(0o755)
  await using first = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  const second = startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  await expect(second).rejects.toThrow(`in use by process ${process.pid}`)
  expect(await query(first.url, 'select 1')).toBe('1')
})

test('a remembered port that is taken meanwhile is exchanged for a free one', async () => {
  using folder = temporaryFolder(0o755)
  const first = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  await first.stop()
  const squatter = createServer().listen(first.port, '127.0.0.1')
  await once(squatter, 'listening')
  await using second = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  squatter.close()
  expect(second.port).not.toBe(first.port)
  expect(await query(second.url, 'select 1')).toBe('1')
})

test('a fixed port that is taken is told by its number', async () => {
  await using first = await startEmbeddedPostgres({ durable: false })
  const second = startEmbeddedPostgres({ durable: false, port: first.port })
  await expect(second).rejects.toThrow(`Port ${first.port} for PostgreSQL is taken.`)
})

test('when its process is killed the server ends by itself, and the next start has the data', async () => {
  using folder = temporaryFolder(0o755)
  const held = await hold(folder.path)
  await query(held.url, 'create table kept as select 7 as value')
  await kill(held.child)
  await expect.poll(() => processStamp(held.pid), patience).toBeNull()
  await using resumed = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  expect(await query(resumed.url, 'select value from kept')).toBe('7')
})

test('a start right after a kill does not trip over the server that is still ending', async () => {
  using folder = temporaryFolder(0o755)
  const held = await hold(folder.path)
  await query(held.url, 'create table kept as select 8 as value')
  await kill(held.child)
  await using resumed = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  expect(resumed.pid).not.toBe(held.pid)
  expect(await query(resumed.url, 'select value from kept')).toBe('8')
})

test('a server killed outright is noticed, and recovers at the next start', async () => {
  using folder = temporaryFolder(0o755)
  const first = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  await query(first.url, 'create table kept as select 9 as value')
  process.kill(first.pid, 'SIGKILL')
  expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' })
  await first.stop()
  await using second = await startEmbeddedPostgres({ durable: true, dataDir: folder.path })
  expect(await query(second.url, 'select value from kept')).toBe('9')
})

test('the throwaway folder of a killed process is removed', async () => {
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'start-embedded-postgres.ts'))})
    const { url } = await startEmbeddedPostgres({ durable: false })
    console.log(url)
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program])
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const place = join(await query(url, 'show data_directory'), '..')
  await kill(child)
  await expect.poll(() => existsSync(place), patience).toBe(false)
})
