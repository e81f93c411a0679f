import { writePrivateFile } from '@cartwright/embedded-postgres/private-file'

import type { Shop } from './shop.ts'

/** What a program that started us, or runs beside us, needs to know once everything is up. */
export type Ready = {
  readonly apiUrl: string
  readonly docsUrl: string
  /** Null when mail goes to a server of the user's own. */
  readonly mailboxUrl: string | null
  /** Null with a real Stripe account. */
  readonly sandboxUrl: string | null
  readonly databaseUrl: string
} & (Shop | Readonly<Record<keyof Shop, null>>)

/** Writes the ready file in one step, for its owner only: it holds credentials. */
export function writeReadyFile(path: string, ready: Ready): void {
  writePrivateFile(path, `${JSON.stringify(ready, null, 2)}\n`)
}
