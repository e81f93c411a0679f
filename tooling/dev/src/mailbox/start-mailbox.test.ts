import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTransport, type SendMailOptions } from 'nodemailer'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { openMessageStore } from './message-store.ts'
import type { Message } from './message.ts'
import { type Mailbox, startMailbox } from './start-mailbox.ts'

let dir = ''
let mailbox: Mailbox
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cartwright-mailbox-'))
  mailbox = await startMailbox({ httpPort: 0, smtpPort: 0, dir })
})
afterEach(async () => {
  await mailbox.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function send(options: SendMailOptions): Promise<void> {
  const transport = createTransport(mailbox.smtpUrl)
  await transport.sendMail({ from: 'shop@example.com', to: 'buyer@example.com', ...options })
  transport.close()
}

async function emails(): Promise<Message[]> {
  const response = await fetch(`${mailbox.url}/email`)
  expect(response.headers.get('content-type')).toContain('application/json')
  return (await response.json()) as Message[]
}

async function pageOf(path: string): Promise<{ html: string; policy: string; status: number }> {
  const response = await fetch(mailbox.url + path)
  const policy = response.headers.get('content-security-policy') ?? ''
  return { html: await response.text(), policy, status: response.status }
}

test('a message arrives with both parts, its headers and all its recipients', async () => {
  await send({
    from: 'Müllers Töpferei <shop@example.com>',
    to: ['one@example.com', 'Two <two@example.com>'],
    bcc: 'hidden@example.com',
    subject: 'Thanks – ½ off ☕',
    text: 'Plain',
    html: '<p>Rich</p>',
    headers: { 'X-Order': 'CC-1' },
  })
  expect(await emails()).toEqual([
    expect.objectContaining({
      from: 'shop@example.com',
      to: 'one@example.com, two@example.com, hidden@example.com',
      subject: 'Thanks – ½ off ☕',
      text: expect.stringContaining('Plain'),
      html: expect.stringContaining('<p>Rich</p>'),
      headers: expect.objectContaining({ 'x-order': 'CC-1' }),
    }),
  ])
})

test('messages are listed newest first, found by id, and can be cleared', async () => {
  for (const subject of ['first', 'second', 'third']) await send({ subject, text: 'x' })
  const list = await emails()
  expect(list.map(({ subject }) => subject)).toEqual(['third', 'second', 'first'])
  const one = await fetch(`${mailbox.url}/email/${list[1]?.id ?? ''}`)
  expect(await one.json()).toEqual(list[1])
  expect((await fetch(`${mailbox.url}/email/none`)).status).toBe(404)
  expect((await fetch(`${mailbox.url}/email`, { method: 'DELETE' })).status).toBe(204)
  expect(await emails()).toEqual([])
  expect(readdirSync(dir)).toEqual([])
})

test('mail outlives a restart, in files for their owner only', async () => {
  await send({ subject: 'kept', text: 'x' })
  const before = await emails()
  await mailbox.stop()
  mailbox = await startMailbox({ httpPort: 0, smtpPort: 0, dir })
  expect(await emails()).toEqual(before)
  const modes = readdirSync(dir).map((name) => statSync(join(dir, name)).mode & 0o777)
  expect(modes).toEqual([0o600])
})

test('only the newest are kept, on disk as in memory', () => {
  const content = { from: '', to: '', subject: '', text: '', html: '', headers: {} }
  const store = openMessageStore(join(dir, 'small'), 2)
  const added = ['a', 'b', 'c'].map((subject) => store.add({ ...content, subject }))
  expect(store.list()).toEqual([added[2], added[1]])
  expect(openMessageStore(join(dir, 'small'), 2).list()).toEqual([added[2], added[1]])
})

test('hostile mail stays text on our pages and runs nothing in its frame', async () => {
  await send({
    from: '"<img src=x>" <shop@example.com>',
    subject: '<script>alert(1)</script>',
    text: 'see https://example.com/a?b=1&c="><script>alert(2)</script>',
    html: '<script>alert(3)</script><a href="https://example.com">shop</a>',
  })
  const [message] = await emails()
  const list = await pageOf('/')
  const shown = await pageOf(`/message/${message?.id}`)
  for (const { html, policy } of [list, shown]) {
    expect(html).not.toMatch(/<script|<img/i)
    expect(policy).toContain(`default-src 'none'`)
    expect(policy).not.toContain('script-src')
  }
  expect(shown.html).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
  const body = await pageOf(`/message/${message?.id}/html`)
  expect(body.policy).toMatch(/default-src 'none'.*sandbox allow-popups/)
  expect(body.policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/)
  expect(body.html).toContain('<base target="_blank">')
})

test('addresses in a text mail can be clicked', async () => {
  await send({ subject: 'reset', text: 'Open https://example.com/reset?token=a-b_c&x=1. Thanks' })
  const [message] = await emails()
  const { html } = await pageOf(`/message/${message?.id}`)
  expect(html).toContain('href="https://example.com/reset?token=a-b_c&amp;x=1"')
})

test('an empty mailbox and a missing message have pages that say so', async () => {
  expect((await pageOf('/')).html).toContain('No mail yet')
  expect(await pageOf('/message/none')).toMatchObject({ status: 404 })
})

test('a message beyond the size limit is refused and leaves nothing', async () => {
  const text = 'x'.repeat(26 * 1024 * 1024)
  await expect(send({ subject: 'big', text })).rejects.toThrow(/552|exceed|larger/i)
  expect(await emails()).toEqual([])
})

test('any password is accepted', async () => {
  const transport = createTransport({
    host: '127.0.0.1',
    port: Number(new URL(mailbox.smtpUrl).port),
    auth: { user: 'someone', pass: 'anything' },
  })
  await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', text: 'x' })
  transport.close()
  expect(await emails()).toHaveLength(1)
})
