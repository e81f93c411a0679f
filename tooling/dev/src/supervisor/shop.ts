import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { writePrivateFile } from '@cartwright/embedded-postgres/private-file'

/** What a person needs to use the demo shop. */
export type Shop = {
  readonly operator: { readonly email: string; readonly password: string }
  readonly storeId: string
  readonly storefrontToken: string
  readonly apiKey: string
}

/** Keeps the demo shop's credentials in the data folder, for later starts, for their owner only. */
export function keepShop(dataDir: string, shop: Shop): void {
  writePrivateFile(fileOf(dataDir), `${JSON.stringify(shop, null, 2)}\n`)
}

/** The credentials kept by an earlier start, or null. */
export function keptShop(dataDir: string): Shop | null {
  try {
    return readShop(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
  } catch {
    return null
  }
}

/** The credentials in a value that came from outside, or null when it has not got all of them. */
export function readShop(value: unknown): Shop | null {
  if (!isRecord(value) || !isRecord(value.operator)) return null
  const { storeId, storefrontToken, apiKey, operator } = value
  const { email, password } = operator
  if (!isText(storeId) || !isText(storefrontToken) || !isText(apiKey)) return null
  if (!isText(email) || !isText(password)) return null
  return { operator: { email, password }, storeId, storefrontToken, apiKey }
}

type ShopRecord = {
  readonly operator?: unknown
  readonly storeId?: unknown
  readonly storefrontToken?: unknown
  readonly apiKey?: unknown
  readonly email?: unknown
  readonly password?: unknown
}

function isRecord(value: unknown): value is ShopRecord {
  return typeof value === 'object' && value !== null
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'demo-shop.json')
}
