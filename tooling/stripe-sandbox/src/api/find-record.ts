import type { Kind, Records } from '../state/tables.ts'
import { noSuch } from '../wire/stripe-fault.ts'
import type { ApiCall } from './api-route.ts'

type OwnedKind = {
  [K in Kind]: Records[K] extends { readonly account: string | null } ? K : never
}[Kind]

interface Sought<K extends OwnedKind> {
  readonly kind: K
  readonly noun: string
  readonly id: string
  readonly param?: string
}

/**
 * The record with this id on the account that asks.
 *
 * @throws StripeFault 404 `resource_missing`, also for a record of another account.
 */
export function findRecord<K extends OwnedKind>(
  { change, account }: ApiCall,
  { kind, noun, id, param }: Sought<K>,
): Records[K] {
  const table: Map<string, Records[K]> = change.tables[kind]
  const record = table.get(id)
  if (record === undefined || record.account !== account) throw noSuch(noun, id, param)
  return record
}
