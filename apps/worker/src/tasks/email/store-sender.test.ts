import { createServer, type Socket } from 'node:net'

import type { MailingStore } from '@cartwright/db/queries/mailing-store'
import { parseSealingKey, seal } from '@cartwright/platform/crypto/seal'
import { fakeMailer } from '@cartwright/platform/mail/fake-mailer'
import { type SmtpOptions, smtpMailer } from '@cartwright/platform/mail/smtp-mailer'
import { smtpPasswordPurpose } from '@cartwright/platform/mail/smtp-password'
import { type FakeAnswer, fakeHostResolver } from '@cartwright/platform/net/fake-host-resolver'
import { afterEach, expect, test } from 'vitest'

import { testSettings } from '../../testing/test-worker.ts'
import { storeSender } from './store-sender.ts'

const settings = testSettings()
const publicAddress = '93.184.215.14'

/** The platform, and what name servers say of the store's mail server. */
function platformWhere(...answers: readonly FakeAnswer[]) {
  const hosts = fakeHostResolver()
  hosts.answer('mail.clay.example', ...answers)
  return { settings, mailer: fakeMailer(), hosts }
}

const platform = platformWhere([publicAddress])

function storeWith(emailSettings: MailingStore['emailSettings']): MailingStore {
  return { id: 'store-1', name: 'Clay', locale: 'en-GB', supportEmail: null, emailSettings }
}

function ownServer(
  password: string,
  terms: { host?: string; port?: number; purpose?: string } = {},
) {
  const { host = 'mail.clay.example', port = 465, purpose = smtpPasswordPurpose('store-1') } = terms
  const sealedPassword = seal(password, purpose, { key: settings.sealKey })
  const smtp = { host, port, secure: true, username: 'shop@clay', sealedPassword }
  return storeWith({ provider: 'smtp', smtp })
}

test('a store without a server of its own sends through the platform', async () => {
  const { from, mailer } = await storeSender(platform, storeWith({}))
  expect(mailer).toBe(platform.mailer)
  expect(from).toEqual({ name: 'Clay', address: settings.mailFrom })
})

test('a server that is named but not chosen is not used', async () => {
  const { smtp } = ownServer('secret').emailSettings
  const store = storeWith({ provider: 'platform', ...(smtp && { smtp }) })
  expect((await storeSender(platform, store)).mailer).toBe(platform.mailer)
})

test('a store with a server sends through it, with the password opened', async () => {
  const opened: SmtpOptions[] = []
  const own = fakeMailer()
  const { mailer } = await storeSender(platform, ownServer('p@ss:w/rd#1'), (options) => {
    opened.push(options)
    return own
  })
  expect(mailer).toBe(own)
  const [{ url } = { url: new URL('smtp://none') }] = opened
  expect([url.protocol, url.hostname, url.port]).toEqual(['smtps:', 'mail.clay.example', '465'])
  expect(decodeURIComponent(url.username)).toBe('shop@clay')
  expect(decodeURIComponent(url.password)).toBe('p@ss:w/rd#1')
})

test.each([
  ['that opens for another store', { purpose: smtpPasswordPurpose('store-2') }],
  ['of a server that is no address', { host: 'no host' }],
])('a password %s is neither used nor told', async (_, terms) => {
  const error = await failureOf(storeSender(platform, ownServer('hunter22', terms), fakeMailer))
  expect(error).toMatchObject({ message: expect.stringContaining('SMTP') })
  expect(JSON.stringify({ ...Object(error), text: String(error) })).not.toContain('hunter22')
})

const failureOf = (attempt: Promise<unknown>) => attempt.catch((error: unknown) => error)

test('a key that is not the present one opens nothing', async () => {
  const sealKey = parseSealingKey('08'.repeat(32)) ?? settings.sealKey
  const other = { ...platform, settings: { ...settings, sealKey } }
  await expect(storeSender(other, ownServer('x'))).rejects.toThrow('another key')
})

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A machine on this network, and a way to open servers that finds all of them at its port. */
async function listen() {
  const connections: Socket[] = []
  const server = createServer((socket) => {
    connections.push(socket)
    socket.destroy()
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => void server.close(() => resolve())))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const openThere = (options: SmtpOptions) => {
    const url = new URL(options.url)
    url.port = `${port}`
    return smtpMailer({ ...options, url, connectTimeoutMs: 2_000 })
  }
  return { connections, openThere }
}

/** Sends one mail as the store, through whatever server that takes. */
async function sendThrough(...[runtime, store, open]: Parameters<typeof storeSender>) {
  const { mailer, from, close } = await storeSender(runtime, store, open)
  closing.push(close)
  const to = { name: null, address: 'ada@example.com' }
  const content = { subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', headers: {} }
  await mailer.send({ ...content, from, to, messageId: '<1@clay.example>' })
}

test('a server whose name leads to this machine is never connected to', async () => {
  const { connections, openThere } = await listen()
  for (const answer of [['127.0.0.1'], [publicAddress, '127.0.0.1'], ['::ffff:127.0.0.1']]) {
    const attempt = sendThrough(platformWhere(answer), ownServer('secret'), openThere)
    await expect(attempt).rejects.toMatchObject({ kind: 'blocked', retryable: false })
  }
  expect(connections).toEqual([])
})

test('it is connected to when private servers are allowed', async () => {
  const { connections, openThere } = await listen()
  const runtime = platformWhere(['127.0.0.1'])
  const allowing = { ...runtime, settings: { ...settings, allowPrivateSmtp: true } }
  await expect(sendThrough(allowing, ownServer('secret'), openThere)).rejects.toThrow('mail server')
  expect(connections).toHaveLength(1)
})

test('what the name leads to later is neither asked nor connected to', async () => {
  const { connections, openThere } = await listen()
  const opened: SmtpOptions[] = []
  const runtime = platformWhere([publicAddress], ['127.0.0.1'])
  const { close } = await storeSender(runtime, ownServer('secret'), (options) => {
    opened.push(options)
    return openThere(options)
  })
  await close()
  expect(runtime.hosts.asked).toEqual(['mail.clay.example'])
  expect(opened).toMatchObject([{ address: publicAddress }])
  await expect(storeSender(runtime, ownServer('secret'), openThere)).rejects.toMatchObject({
    kind: 'blocked',
  })
  expect(connections).toEqual([])
})

test.each([
  ['another port', { port: 6_379 }],
  ['a number for a host', { host: '2130706433' }],
  ['an address of this network', { host: '10.0.0.7' }],
])('a server with %s is never opened', async (_, terms) => {
  const attempt = storeSender(platform, ownServer('secret', terms), () => {
    throw new Error('a server was opened')
  })
  await expect(attempt).rejects.toMatchObject({ kind: 'blocked' })
})

test.each([['fails'], [[]]] as const)(
  'a server whose name cannot be found now is tried again later (%j)',
  async (answer) => {
    const attempt = storeSender(platformWhere(answer), ownServer('secret'), fakeMailer)
    await expect(attempt).rejects.toMatchObject({ kind: 'unavailable', retryable: true })
  },
)
