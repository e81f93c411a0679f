import type { MailingStore } from '@cartwright/db/queries/mailing-store'
import { parseSealingKey, seal } from '@cartwright/platform/crypto/seal'
import { fakeMailer } from '@cartwright/platform/mail/fake-mailer'
import type { SmtpOptions } from '@cartwright/platform/mail/smtp-mailer'
import { smtpPasswordPurpose } from '@cartwright/platform/mail/smtp-password'
import { expect, test } from 'vitest'

import { testSettings } from '../../testing/test-worker.ts'
import { storeSender } from './store-sender.ts'

const settings = testSettings()
const platform = { settings, mailer: fakeMailer() }

function storeWith(emailSettings: MailingStore['emailSettings']): MailingStore {
  return { id: 'store-1', name: 'Clay', locale: 'en-GB', supportEmail: null, emailSettings }
}

function ownServer(password: string, terms: { host?: string; purpose?: string } = {}) {
  const { host = 'mail.clay.example', purpose = smtpPasswordPurpose('store-1') } = terms
  const sealedPassword = seal(password, purpose, { key: settings.sealKey })
  const smtp = { host, port: 465, secure: true, username: 'shop@clay', sealedPassword }
  return storeWith({ provider: 'smtp', smtp })
}

test('a store without a server of its own sends through the platform', () => {
  const { from, mailer } = storeSender(platform, storeWith({}))
  expect(mailer).toBe(platform.mailer)
  expect(from).toEqual({ name: 'Clay', address: settings.mailFrom })
})

test('a server that is named but not chosen is not used', () => {
  const { smtp } = ownServer('secret').emailSettings
  const store = storeWith({ provider: 'platform', ...(smtp && { smtp }) })
  expect(storeSender(platform, store).mailer).toBe(platform.mailer)
})

test('a store with a server sends through it, with the password opened', () => {
  const opened: SmtpOptions[] = []
  const own = fakeMailer()
  const { mailer } = storeSender(platform, ownServer('p@ss:w/rd#1'), (options) => {
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
])('a password %s is neither used nor told', (_, terms) => {
  const error = thrownBy(() => storeSender(platform, ownServer('hunter22', terms), fakeMailer))
  expect(error).toMatchObject({ message: expect.stringContaining('SMTP') })
  expect(JSON.stringify({ ...Object(error), text: String(error) })).not.toContain('hunter22')
})

function thrownBy(attempt: () => unknown): unknown {
  try {
    attempt()
  } catch (error) {
    return error
  }
  return undefined
}

test('a key that is not the present one opens nothing', () => {
  const sealKey = parseSealingKey('08'.repeat(32)) ?? settings.sealKey
  const other = { ...platform, settings: { ...settings, sealKey } }
  expect(() => storeSender(other, ownServer('x'))).toThrow('another key')
})
