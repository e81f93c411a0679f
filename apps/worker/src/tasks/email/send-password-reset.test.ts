import { hashPassword } from '@cartwright/identity/hash-password'
import { insertUser } from '@cartwright/identity/insert-user'
import { logIn } from '@cartwright/identity/log-in'
import { resetPassword } from '@cartwright/identity/reset-password'
import { MailError } from '@cartwright/platform/mail/mail-error'
import { afterAll, describe, expect, it } from 'vitest'

import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
const { db, ids, identity } = worker.runtime
const email = 'grace@example.com'
await db.transaction().execute(async (trx) => {
  const passwordHash = await hashPassword(identity, 'the old password')
  const now = new Date(worker.clock.now())
  await insertUser(trx, { id: ids.uuidv7(), email, name: 'Grace', passwordHash, now })
})
afterAll(() => worker[Symbol.asyncDispose]())

const link = /https:\/\/shop\.test\/reset-password\?token=([A-Za-z0-9_-]+)/

describe('a forgotten password', () => {
  it('is reset by the link that is mailed, which nobody else sees', async () => {
    await worker.run('send-password-reset', { email: 'Grace@Example.com' })
    const mail = worker.mailer.sent.at(-1)
    expect(mail).toMatchObject({
      from: { name: 'Cartwright', address: 'no-reply@api.test' },
      to: { name: 'Grace', address: email },
      subject: 'Set a new Cartwright password',
    })
    expect(mail?.text).toContain('for 60 minutes')
    const token = link.exec(mail?.text ?? '')?.[1] ?? ''
    expect(mail?.html).toContain(token)
    expect(worker.log.text()).not.toContain(token)
    await resetPassword(identity, { token, password: 'the new password' })
    const device = { ipAddress: null, userAgent: null }
    expect(await logIn(identity, { email, password: 'the new password', ...device })).not.toBeNull()
  })

  it('of nobody sends nothing', async () => {
    const before = worker.mailer.sent.length
    await worker.run('send-password-reset', { email: 'nobody@example.com' })
    expect(worker.mailer.sent).toHaveLength(before)
  })

  it('is tried again when the mail server is down, without telling the link', async () => {
    worker.mailer.failNext(new MailError({ kind: 'unavailable', message: 'No server' }))
    const attempt = worker.run('send-password-reset', { email })
    const error = await attempt.catch((cause: unknown) => cause)
    expect(JSON.stringify({ ...Object(error), text: String(error) })).not.toMatch(/token/)
    const before = worker.mailer.sent.length
    await worker.run('send-password-reset', { email })
    expect(worker.mailer.sent).toHaveLength(before + 1)
  })
})
