import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

import { startEmbeddedPostgres } from '@cartwright/embedded-postgres/start-embedded-postgres'
import { Client } from 'pg'
import { expect, test } from 'vitest'

import { gone, standInSite } from './testing/stand-ins.ts'

const patience = { timeout: 15_000 }

test('one start brings everything up in order, one Ctrl-C takes it down in reverse', async () => {
  await using site = await standInSite()
  const supervisor = site.start()
  const ready = await supervisor.ready()
  expect(ready).toEqual({
    apiUrl: `http://127.0.0.1:${site.ports.PORT}`,
    docsUrl: `http://127.0.0.1:${site.ports.PORT}/docs`,
    mailboxUrl: `http://127.0.0.1:${site.ports.MAILBOX_PORT}`,
    sandboxUrl: `http://127.0.0.1:${site.ports.SANDBOX_PORT}`,
    databaseUrl: expect.stringMatching(/^postgresql:/),
    operator: { email: 'demo@example.com', password: expect.any(String) },
    storeId: expect.any(String),
    storefrontToken: expect.stringMatching(/^sft_/),
    apiKey: expect.stringMatching(/^sk_live_/),
  })
  for (const file of [join(site.dir, 'ready.json'), join(site.dataDir, 'ready.json')]) {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(ready)
  }
  for (const shown of [ready.apiUrl, ready.operator?.password, ready.storefrontToken, 'curl ']) {
    expect(supervisor.output()).toContain(shown)
  }
  expect(await (await fetch(`${ready.mailboxUrl}/email`)).json()).toEqual([])
  const pids = ['api', 'worker', 'sandbox'].map(site.pidOf)
  expect(await supervisor.end('SIGINT')).toBe(0)
  expect(site.events()).toEqual([
    'sandbox started',
    'api started',
    'worker started',
    'worker stopped',
    'api stopped',
    'sandbox stopped',
  ])
  for (const pid of pids) await gone(pid)
  const client = new Client({ connectionString: ready.databaseUrl })
  await expect(client.connect()).rejects.toThrow(/ECONNREFUSED/)
  expect(existsSync(join(site.dataDir, 'ready.json'))).toBe(false)
})

test('a second start shows the same credentials over the same data', async () => {
  await using site = await standInSite()
  const first = site.start()
  const before = await first.ready()
  const client = new Client({ connectionString: before.databaseUrl })
  await client.connect()
  await client.query('insert into stores values (1)')
  await client.end()
  expect(await first.end('SIGTERM')).toBe(0)
  const second = site.start()
  expect(await second.ready()).toEqual(before)
})

test('a taken port is one sentence naming it and its setting, and nothing is started', async () => {
  await using site = await standInSite()
  const squatter = createServer().listen(Number(site.ports.SANDBOX_PORT), '127.0.0.1')
  await once(squatter, 'listening')
  const supervisor = site.start()
  expect(await supervisor.exited()).toBe(1)
  squatter.close()
  expect(supervisor.output().trim()).toBe(
    `cartwright: Port ${site.ports.SANDBOX_PORT} is taken: set SANDBOX_PORT to a free one, or stop what listens there.`,
  )
  expect(existsSync(site.dataDir)).toBe(false)
})

test('a folder that is in use is told, and the copy that uses it goes on', async () => {
  await using site = await standInSite()
  await using other = await standInSite()
  const first = site.start()
  await first.ready()
  const second = other.start({ DATA_DIR: site.dataDir })
  expect(await second.exited()).toBe(1)
  expect(second.output()).toContain(`in use by process ${first.child.pid}`)
  expect(first.child.exitCode).toBeNull()
})

test('two copies with their own ports and folders run side by side', async () => {
  await using one = await standInSite()
  await using two = await standInSite()
  const [first, second] = [one.start(), two.start()]
  const urls = [(await first.ready()).databaseUrl, (await second.ready()).databaseUrl]
  expect(urls[0]).not.toBe(urls[1])
  expect(await first.end('SIGINT')).toBe(0)
  expect(two.events()).not.toContain('api stopped')
})

test('when the supervisor is killed everything it started ends, and a new start takes over', async () => {
  await using site = await standInSite()
  const first = site.start()
  const before = await first.ready()
  const pids = ['api', 'worker', 'sandbox'].map(site.pidOf)
  await first.end('SIGKILL')
  for (const pid of pids) await gone(pid)
  const second = site.start()
  expect((await second.ready()).databaseUrl).toBe(before.databaseUrl)
})

test('a part that dies is started again, and this is said', async () => {
  await using site = await standInSite()
  const supervisor = site.start()
  await supervisor.ready()
  const pid = site.pidOf('worker')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => site.pidOf('worker'), patience).not.toBe(pid)
  await expect.poll(supervisor.output, patience).toContain('is up again')
  expect(supervisor.output()).toContain('ended by itself (signal SIGKILL); starting it again')
  const restarted = site.pidOf('worker')
  expect(await supervisor.end('SIGINT')).toBe(0)
  await gone(restarted)
})

test('a database that dies is started again under the same address', async () => {
  await using site = await standInSite()
  const supervisor = site.start()
  const { databaseUrl } = await supervisor.ready()
  const client = new Client({ connectionString: databaseUrl })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ file: string }>(
    `select pg_read_file('postmaster.pid') as file`,
  )
  process.kill(Number.parseInt(rows[0]?.file ?? '', 10), 'SIGKILL')
  await expect.poll(supervisor.output, patience).toContain('is up again')
  const again = new Client({ connectionString: databaseUrl })
  await again.connect()
  await again.query('select * from stores')
  await again.end()
})

test('a part that fails at its start ends the whole, with its last words and a sentence', async () => {
  await using site = await standInSite()
  const supervisor = site.start({ STAND_IN_FAILS: 'api' })
  expect(await supervisor.exited()).toBe(1)
  expect(supervisor.output()).toContain('api      │ this one is made to fail')
  expect(supervisor.output()).toContain('cartwright: The api did not start: exit code 3.')
  expect(site.events()).toEqual(['sandbox started', 'sandbox stopped'])
  expect(existsSync(join(site.dir, 'ready.json'))).toBe(false)
})

test('parts that are given from outside are not started, and their settings are passed on', async () => {
  await using site = await standInSite()
  await using database = await startEmbeddedPostgres({ durable: false })
  const supervisor = site.start({
    DATABASE_URL: database.url,
    SMTP_URL: 'smtp://mail.example.com',
    STRIPE_SECRET_KEY: 'sk_test_mine',
    STRIPE_WEBHOOK_SECRETS: 'whsec_mine',
  })
  const ready = await supervisor.ready()
  expect(ready).toMatchObject({ databaseUrl: database.url, mailboxUrl: null, sandboxUrl: null })
  expect(site.events()).toEqual(['api started', 'worker started'])
  const told = site.environmentOf('api')
  expect(told).toMatchObject({
    DATABASE_URL: database.url,
    SMTP_URL: 'smtp://mail.example.com',
    STRIPE_SECRET_KEY: 'sk_test_mine',
    STRIPE_WEBHOOK_SECRETS: 'whsec_mine',
  })
  expect(told['STRIPE_API_BASE']).toBeUndefined()
  expect(existsSync(join(site.dataDir, 'postgres'))).toBe(false)
})

test('the product is told secrets that stay the same and that nobody else can read', async () => {
  await using site = await standInSite()
  const supervisor = site.start()
  await supervisor.ready()
  const told = site.environmentOf('worker')
  const file = join(site.dataDir, 'secrets.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  for (const name of ['AUTH_SECRET', 'SERVICE_SECRET', 'SEAL_KEY', 'STRIPE_WEBHOOK_SECRETS']) {
    expect(readFileSync(file, 'utf8')).toContain(told[name])
    expect(supervisor.output()).not.toContain(told[name])
  }
  expect(site.environmentOf('sandbox')['SANDBOX_WEBHOOK_SECRET']).toBe(
    told['STRIPE_WEBHOOK_SECRETS'],
  )
  await supervisor.end('SIGINT')
  await site.start().ready()
  expect(site.environmentOf('worker')['SEAL_KEY']).toBe(told['SEAL_KEY'])
})
