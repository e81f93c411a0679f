import { expect, test } from 'vitest'

import { readDevSettings } from './dev-settings.ts'

test('nothing set means the documented defaults', () => {
  expect(readDevSettings({}, '/srv/shop')).toEqual({
    host: '127.0.0.1',
    apiPort: 4000,
    mailboxPort: 4010,
    sandboxPort: 4020,
    dataDir: '/srv/shop/.data',
    readyFile: null,
    databaseUrl: null,
    smtpUrl: null,
    stripe: null,
    bucket: null,
  })
})

test('an empty setting counts as not set, and paths are taken from the working folder', () => {
  const environment = { PORT: '', DATA_DIR: '../data', READY_FILE: '/tmp/ready.json' }
  expect(readDevSettings(environment, '/srv/shop')).toMatchObject({
    apiPort: 4000,
    dataDir: '/srv/data',
    readyFile: '/tmp/ready.json',
  })
})

test.each([
  [{ PORT: 'http' }, 'PORT must be a port number from 1 to 65535.'],
  [{ MAILBOX_PORT: '70000' }, 'MAILBOX_PORT must be a port number from 1 to 65535.'],
  [{ SANDBOX_PORT: '0' }, 'SANDBOX_PORT must be a port number from 1 to 65535.'],
  [{ PORT: '4010' }, 'PORT, MAILBOX_PORT and SANDBOX_PORT must be three different ports.'],
  [{ STRIPE_SECRET_KEY: 'sk_x' }, 'STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRETS beside it.'],
])('%j is refused in a sentence that does not repeat the value', (environment, sentence) => {
  expect(() => readDevSettings(environment, '/')).toThrow(sentence)
})

test('every fault is told at once', () => {
  const faulty = { PORT: 'x', MAILBOX_PORT: 'y' }
  expect(() => readDevSettings(faulty, '/')).toThrow(/PORT must[^]*MAILBOX_PORT must/)
})
