import { expect, test } from 'vitest'
import { z } from 'zod'

import { readEnv, SettingsError } from './env.ts'
import {
  flagSetting,
  listSetting,
  portSetting,
  secretSetting,
  urlSetting,
  wholeNumberSetting,
} from './settings.ts'

const schema = z.object({
  PORT: portSetting.default(4000),
  DATABASE_URL: urlSetting('postgres', 'postgresql'),
  SECRET: secretSetting(32),
  WORKERS: wholeNumberSetting(1, 64).default(4),
  EMBEDDED: flagSetting.default(false),
  ORIGINS: listSetting.default([]),
})

const complete = { DATABASE_URL: 'postgres://u:p@db/x', SECRET: 's'.repeat(32) }

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readEnv(schema, environment)
  } catch (error) {
    if (error instanceof SettingsError) return error.faults
    throw error
  }
  return []
}

test('values are read, defaults fill in, foreign variables are ignored', () => {
  const settings = readEnv(schema, {
    ...complete,
    PORT: '5000',
    EMBEDDED: 'yes',
    ORIGINS: 'https://a.example, ,https://b.example',
    HOME: '/home/someone',
  })
  expect(settings).toEqual({
    PORT: 5000,
    DATABASE_URL: new URL('postgres://u:p@db/x'),
    SECRET: 's'.repeat(32),
    WORKERS: 4,
    EMBEDDED: true,
    ORIGINS: ['https://a.example', 'https://b.example'],
  })
})

test('an empty variable takes the default', () => {
  expect(readEnv(schema, { ...complete, PORT: '' }).PORT).toBe(4000)
})

test('every fault is told at once, by name', () => {
  expect(faultsOf({ PORT: '70000', SECRET: 'short', WORKERS: '1.5', EMBEDDED: 'maybe' })).toEqual([
    'PORT must be a port number from 1 to 65535.',
    'DATABASE_URL is not set.',
    'SECRET must be at least 32 characters long.',
    'WORKERS must be a whole number from 1 to 64.',
    'EMBEDDED must be true or false.',
  ])
})

test('a fault never repeats the value', () => {
  const faults = faultsOf({ SECRET: 'hunter2', DATABASE_URL: 'mysql://user:hunter2@db' })
  expect(faults).toEqual([
    'DATABASE_URL must be a URL beginning with postgres:// or postgresql://.',
    'SECRET must be at least 32 characters long.',
  ])
  expect(faults.join()).not.toContain('hunter2')
})

test('a rule over several settings is told in its own words', () => {
  const paired = z
    .object({ A: z.string().optional(), B: z.string().optional() })
    .refine((value) => (value.A === undefined) === (value.B === undefined), 'Set A and B together.')
  expect(() => readEnv(paired, { A: '1' })).toThrow('Set A and B together.')
})
