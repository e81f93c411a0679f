import { expect, it } from 'vitest'

import { readSettings } from './read-settings.ts'

const environment = {
  NODE_ENV: 'test',
  PUBLIC_URL: 'https://api.test',
  DATABASE_URL: 'postgres://127.0.0.1/shop',
  AUTH_SECRET: 'a'.repeat(32),
  SEAL_KEY: '07'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_test_0123456789',
  STORAGE_DIR: 'storage',
  SMTP_URL: 'smtp://127.0.0.1:1',
}

it.each([
  [undefined, false],
  ['', false],
  ['false', false],
  ['true', true],
])('private mail servers of stores with ALLOW_PRIVATE_SMTP=%s: %s', (said, isAllowed) => {
  const settings = readSettings({ ...environment, ALLOW_PRIVATE_SMTP: said })
  expect(settings.allowPrivateSmtp).toBe(isAllowed)
})

it('a word that is neither ends the start', () => {
  const variables = { ...environment, ALLOW_PRIVATE_SMTP: 'maybe' }
  expect(() => readSettings(variables)).toThrow('ALLOW_PRIVATE_SMTP must be true or false')
})
