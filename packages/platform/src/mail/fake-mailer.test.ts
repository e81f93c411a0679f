import { expect, test } from 'vitest'

import { fakeMailer } from './fake-mailer.ts'
import { MailError } from './mail-error.ts'
import type { EmailMessage } from './mailer.ts'

const message: EmailMessage = {
  from: { name: null, address: 'shop@clay.example' },
  to: { name: null, address: 'ada@example.com' },
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: {},
  messageId: '<1@clay.example>',
}

test('it keeps what is sent and refuses what the real one refuses', async () => {
  const mailer = fakeMailer()
  await mailer.send(message)
  expect(mailer.sent).toEqual([message])
  await expect(mailer.send({ ...message, subject: 'a\nb' })).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('a lost answer keeps the message, a refusal does not', async () => {
  const mailer = fakeMailer()
  mailer.failNext(new MailError({ kind: 'rejected', message: 'no' }))
  await expect(mailer.send(message)).rejects.toMatchObject({ kind: 'rejected', retryable: false })
  expect(mailer.sent).toHaveLength(0)
  mailer.failNext(new MailError({ kind: 'unavailable', message: 'lost', mayHaveBeenSent: true }))
  await expect(mailer.send(message)).rejects.toMatchObject({ kind: 'unavailable' })
  expect(mailer.sent).toHaveLength(1)
  await mailer.send(message)
  expect(mailer.sent).toHaveLength(2)
})
