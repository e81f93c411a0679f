import type { Sandbox } from '../sandbox.ts'
import type { DeliveryRecord, SessionRecord } from '../state/records.ts'

interface AccountTotal {
  readonly account: string | null
  readonly currency: string
  captured: number
  refunded: number
  payments: number
  refunds: number
}

/** What has happened so far; amounts in minor units. */
export interface Summary {
  /** Money by account (null: the platform) and currency. Application fees are not counted twice. */
  readonly totals: readonly Readonly<AccountTotal>[]
  readonly sessions: Readonly<Record<SessionRecord['status'], number>>
  readonly deliveries: Readonly<Record<DeliveryRecord['state'], number>>
  readonly events: number
  readonly accounts: number
  readonly requests: number
  readonly latencyMs: number
  /** The newest Stripe-Version that a request named. */
  readonly apiVersion: string
}

export function summarise({ store, traffic }: Sandbox): Summary {
  const { tables } = store
  const sessions = { open: 0, complete: 0, expired: 0 }
  for (const { status } of tables.session.values()) sessions[status] += 1
  const deliveries = { pending: 0, delivered: 0, failed: 0, dropped: 0 }
  for (const { state } of tables.delivery.values()) deliveries[state] += 1
  return {
    totals: totalsOf(tables.balanceTransaction.values()),
    sessions,
    deliveries,
    events: tables.event.size,
    accounts: tables.account.size,
    requests: traffic.requests,
    latencyMs: traffic.latencyMs,
    apiVersion: traffic.apiVersion,
  }
}

interface Movement {
  readonly account: string | null
  readonly type: 'application_fee' | 'charge' | 'refund'
  readonly amount: number
  readonly currency: string
}

function totalsOf(movements: Iterable<Movement>): readonly AccountTotal[] {
  const totals = new Map<string, AccountTotal>()
  for (const { account, currency, type, amount } of movements) {
    if (type === 'application_fee') continue
    const key = `${account ?? ''} ${currency}`
    const total = totals.get(key) ?? {
      account,
      currency,
      captured: 0,
      refunded: 0,
      payments: 0,
      refunds: 0,
    }
    if (type === 'charge') {
      total.captured += amount
      total.payments += 1
    } else {
      total.refunded -= amount
      total.refunds += 1
    }
    totals.set(key, total)
  }
  return [...totals.values()]
}
