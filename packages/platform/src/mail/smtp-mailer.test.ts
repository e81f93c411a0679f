import { createServer } from 'node:net'
import { buffer } from 'node:stream/consumers'

import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'

import type { EmailMessage, Mailer } from './mailer.ts'
import { smtpMailer } from './smtp-mailer.ts'

const message: EmailMessage = {
  from: { name: 'Töpferei "Clay", & Co', address: 'shop@clay.example' },
  to: { name: 'Ada Lovelace', address: 'ada@example.com' },
  replyTo: { name: null, address: 'help@clay.example' },
  subject: 'Deine Bestellung: 2 × Becher 🫖',
  html: '<p>Grüße</p>',
  text: 'Grüße\n',
  headers: { 'List-Unsubscribe': '<https://clay.example/u/1>' },
  messageId: '<order-1@clay.example>',
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const mailerTo = (url: string): Mailer => {
  const mailer = smtpMailer({ url: new URL(url), connectTimeoutMs: 1_000, idleTimeoutMs: 500 })
  closing.push(() => mailer.close())
  return mailer
}

const serve = async (options: SMTPServerOptions) => {
  const received: Email[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const keep = async () => {
        received.push(await PostalMime.parse(await buffer(stream)))
        done()
      }
      void keep()
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { received, port: address.port }
}

const reply = (responseCode: number) =>
  Object.assign(new Error('no to ada@example.com'), { responseCode })

test('a message arrives with both parts, names, headers and its id', async () => {
  const { received, port } = await serve({})
  await mailerTo(`smtp://127.0.0.1:${port}`).send(message)
  const [email] = received
  expect(received).toHaveLength(1)
  expect(email).toMatchObject({
    from: { name: message.from.name, address: 'shop@clay.example' },
    to: [{ name: 'Ada Lovelace', address: 'ada@example.com' }],
    replyTo: [{ address: 'help@clay.example' }],
    subject: message.subject,
    messageId: '<order-1@clay.example>',
  })
  expect(email?.html?.trim()).toBe('<p>Grüße</p>')
  expect(email?.text?.trim()).toBe('Grüße')
  expect(email?.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe(
    '<https://clay.example/u/1>',
  )
})

test('an address that is given is connected to, and TLS asks for the host', async () => {
  const asked: string[] = []
  const SNICallback: SMTPServerOptions['SNICallback'] = (name, done) => {
    asked.push(name)
    done(new Error('no certificate for that'))
  }
  const implicit = await serve({ secure: true, SNICallback })
  const upgraded = await serve({ disabledCommands: [], SNICallback })
  for (const url of [
    `smtps://u:p@mail.invalid:${implicit.port}`,
    `smtp://u:p@mail.invalid:${upgraded.port}`,
  ]) {
    const mailer = smtpMailer({ url: new URL(url), address: '127.0.0.1' })
    closing.push(() => mailer.close())
    await expect(mailer.send(message)).rejects.toMatchObject({ mayHaveBeenSent: false })
  }
  expect(asked).toEqual(['mail.invalid', 'mail.invalid'])
})

test('a line break in a name does not become a header', async () => {
  const { received, port } = await serve({})
  const from = { name: 'Clay\r\nBcc: all@example.com', address: 'shop@clay.example' }
  await mailerTo(`smtp://127.0.0.1:${port}`).send({ ...message, from })
  expect(received[0]?.from?.name).toBe('Clay Bcc: all@example.com')
  expect(received[0]?.bcc).toBeUndefined()
})

test('an invalid message never reaches the server', async () => {
  const { received, port } = await serve({})
  const to = { name: null, address: 'a@b.example, c@d.example' }
  await expect(mailerTo(`smtp://127.0.0.1:${port}`).send({ ...message, to })).rejects.toMatchObject(
    { kind: 'invalid', retryable: false },
  )
  expect(received).toEqual([])
})

test.each([
  [550, 'rejected', false],
  [451, 'deferred', true],
])('a recipient refused with %d is %s', async (responseCode, kind, retryable) => {
  const { port } = await serve({
    onRcptTo: (_address, _session, done) => done(reply(responseCode)),
  })
  const failure = await mailerTo(`smtp://127.0.0.1:${port}`)
    .send(message)
    .catch((error: unknown) => error)
  expect(failure).toMatchObject({ kind, retryable, responseCode, mayHaveBeenSent: false })
  expect(String(failure)).not.toContain('ada@example.com')
})

test('a body refused with 554 is rejected', async () => {
  const { port } = await serve({
    onData: (stream, _session, done) => {
      stream.resume()
      stream.on('end', () => done(reply(554)))
    },
  })
  await expect(mailerTo(`smtp://127.0.0.1:${port}`).send(message)).rejects.toMatchObject({
    kind: 'rejected',
    mayHaveBeenSent: false,
  })
})

test('silence after the body means it may have been sent', async () => {
  const { port } = await serve({ onData: (stream) => void stream.resume() })
  await expect(mailerTo(`smtp://127.0.0.1:${port}`).send(message)).rejects.toMatchObject({
    kind: 'unavailable',
    mayHaveBeenSent: true,
  })
})

test('silence before the body means it was not', async () => {
  const { port } = await serve({ onRcptTo: () => undefined })
  await expect(mailerTo(`smtp://127.0.0.1:${port}`).send(message)).rejects.toMatchObject({
    kind: 'unavailable',
    mayHaveBeenSent: false,
  })
})

test('no server, and a server that never greets, are unavailable', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => void silent.close(() => resolve())))
  const address = silent.address()
  const silentPort = typeof address === 'object' ? (address?.port ?? 0) : 0
  for (const url of [`smtp://127.0.0.1:${silentPort}`, 'smtp://127.0.0.1:1']) {
    await expect(mailerTo(url).send(message)).rejects.toMatchObject({
      kind: 'unavailable',
      retryable: true,
      mayHaveBeenSent: false,
    })
  }
})

test('credentials are used, and wrong ones are our misconfiguration', async () => {
  const { received, port } = await serve({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'me@x' && password === 'p@ss/1') done(null, { user: username })
      else done(new Error('no'))
    },
  })
  await mailerTo(`smtp://me%40x:p%40ss%2F1@127.0.0.1:${port}`).send(message)
  expect(received).toHaveLength(1)
  const failure = await mailerTo(`smtp://me%40x:wrong-secret@127.0.0.1:${port}`)
    .send(message)
    .catch((error: unknown) => error)
  expect(failure).toMatchObject({ kind: 'misconfigured' })
  expect(String(failure)).not.toContain('wrong-secret')
})

test('twenty messages go over a few connections', async () => {
  let connections = 0
  const { received, port } = await serve({
    onConnect: (_session, done) => {
      connections += 1
      done()
    },
  })
  const mailer = mailerTo(`smtp://127.0.0.1:${port}`)
  const numbers = Array.from({ length: 20 }, (_, index) => index)
  await Promise.all(
    numbers.map((n) => mailer.send({ ...message, messageId: `<order-${n}@clay.example>` })),
  )
  expect(new Set(received.map((email) => email.messageId)).size).toBe(20)
  expect(connections).toBeLessThanOrEqual(3)
})
