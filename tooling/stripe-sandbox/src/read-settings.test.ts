import { expect, test } from 'vitest'

import { readSettings } from './read-settings.ts'

test('an empty environment means port 4020 and nothing else', () => {
  expect(readSettings({ SANDBOX_HOST: '' })).toEqual({ port: 4020, latencyMs: 0 })
})

test('every setting is read', () => {
  expect(
    readSettings({
      SANDBOX_PORT: '5000',
      SANDBOX_HOST: '0.0.0.0',
      SANDBOX_PUBLIC_URL: 'https://pay.example',
      SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:4000/webhooks',
      SANDBOX_WEBHOOK_SECRET: 'whsec_1',
      SANDBOX_DATA_FILE: 'data/sandbox.jsonl',
      SANDBOX_LATENCY_MS: '20',
    }),
  ).toEqual({
    port: 5000,
    host: '0.0.0.0',
    publicUrl: 'https://pay.example',
    webhookUrl: 'http://127.0.0.1:4000/webhooks',
    webhookSecret: 'whsec_1',
    dataFile: 'data/sandbox.jsonl',
    latencyMs: 20,
  })
})

test('every fault is named', () => {
  expect(() => readSettings({ SANDBOX_PORT: '70000', SANDBOX_WEBHOOK_URL: 'shop' })).toThrow(
    /SANDBOX_PORT.*SANDBOX_WEBHOOK_URL/,
  )
})
