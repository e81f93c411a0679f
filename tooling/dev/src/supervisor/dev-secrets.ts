import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { writePrivateFile } from '@cartwright/embedded-postgres/private-file'

import { DevError } from './dev-error.ts'

const names = ['auth', 'service', 'seal', 'stripeKey', 'stripeWebhook'] as const

/** Made up once per data folder; sessions and sealed settings live as long as they do. */
export type DevSecrets = Readonly<Record<(typeof names)[number], string>>

/** Reads `secrets.json` of the data folder, made on the first start, readable by its owner only. */
export function devSecrets(dataDir: string): DevSecrets {
  const file = join(dataDir, 'secrets.json')
  if (existsSync(file)) return readSecrets(file)
  const secrets: DevSecrets = {
    auth: random(),
    service: random(),
    seal: random(),
    stripeKey: `sk_test_${randomBytes(16).toString('hex')}`,
    stripeWebhook: `whsec_${random()}`,
  }
  writePrivateFile(file, `${JSON.stringify(secrets, null, 2)}\n`)
  return secrets
}

function random(): string {
  return randomBytes(32).toString('hex')
}

function readSecrets(file: string): DevSecrets {
  const found = new Map(Object.entries(parse(file)))
  const read = (name: (typeof names)[number]) => {
    const value = found.get(name)
    if (typeof value === 'string' && value !== '') return value
    throw new DevError(`${file} has no secret "${name}"; remove DATA_DIR to begin anew.`)
  }
  return {
    auth: read('auth'),
    service: read('service'),
    seal: read('seal'),
    stripeKey: read('stripeKey'),
    stripeWebhook: read('stripeWebhook'),
  }
}

function parse(file: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
