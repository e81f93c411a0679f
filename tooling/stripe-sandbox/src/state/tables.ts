import type {
  AccountLinkRecord,
  AccountRecord,
  BalanceTransactionRecord,
  ChargeRecord,
  DeliveryRecord,
  DisputeRecord,
  EventRecord,
  IdempotencyRecord,
  PaymentIntentRecord,
  RefundRecord,
  SessionRecord,
} from './records.ts'

export interface Records {
  readonly account: AccountRecord
  readonly accountLink: AccountLinkRecord
  readonly session: SessionRecord
  readonly paymentIntent: PaymentIntentRecord
  readonly charge: ChargeRecord
  readonly refund: RefundRecord
  readonly dispute: DisputeRecord
  readonly balanceTransaction: BalanceTransactionRecord
  readonly event: EventRecord
  readonly delivery: DeliveryRecord
  readonly idempotency: IdempotencyRecord
}

export type Kind = keyof Records
export type Tables = { readonly [K in Kind]: Map<string, Records[K]> }

/** One record written, as one journal entry. */
export type Put = { [K in Kind]: readonly [kind: K, record: Records[K]] }[Kind]

export function emptyTables(): Tables {
  return {
    account: new Map(),
    accountLink: new Map(),
    session: new Map(),
    paymentIntent: new Map(),
    charge: new Map(),
    refund: new Map(),
    dispute: new Map(),
    balanceTransaction: new Map(),
    event: new Map(),
    delivery: new Map(),
    idempotency: new Map(),
  }
}

/** Puts one record in its table; the newest put of an id wins. */
export function applyPut<K extends Kind>(tables: Tables, kind: K, record: Records[K]): void {
  const table: Map<string, Records[K]> = tables[kind]
  table.set(record.id, record)
}
