import { presentBalanceTransaction } from '../present/balance-transaction.ts'
import type { BalanceTransactionRecord } from '../state/records.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { findRecord } from './find-record.ts'
import { listRecords } from './list-records.ts'

export const balanceRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/v1/balance', handle: retrieveBalance },
  {
    method: 'GET',
    path: '/v1/balance_transactions/:id',
    handle: (call) => {
      call.params.only(['expand'])
      return presentBalanceTransaction(
        findRecord(call, {
          kind: 'balanceTransaction',
          noun: 'balance transaction',
          id: call.id,
        }),
      )
    },
  },
  { method: 'GET', path: '/v1/balance_transactions', handle: listBalanceTransactions },
]

// What was captured, less refunds and application fees; there are no payouts and no Stripe fees.
function retrieveBalance({ change, params, account }: ApiCall): object {
  params.only(['expand'])
  const fallback = change.tables.account.get(account ?? '')?.defaultCurrency ?? 'usd'
  const balances = new Map<string, number>([[fallback, 0]])
  for (const transaction of change.tables.balanceTransaction.values()) {
    if (transaction.account !== account) continue
    const { currency, amount, fee } = transaction
    balances.set(currency, (balances.get(currency) ?? 0) + amount - fee)
  }
  const entries = [...balances]
  return {
    object: 'balance',
    available: entries.map(([currency, amount]) => ({
      amount,
      currency,
      source_types: { card: amount },
    })),
    connect_reserved: entries.map(([currency]) => ({ amount: 0, currency })),
    livemode: false,
    pending: entries.map(([currency]) => ({ amount: 0, currency, source_types: { card: 0 } })),
  }
}

function listBalanceTransactions(call: ApiCall): object {
  const source = call.params.text('source')
  const type = call.params.text('type')
  const currency = call.params.text('currency')
  return listRecords<BalanceTransactionRecord>(call, {
    url: '/v1/balance_transactions',
    records: call.change.tables.balanceTransaction.values(),
    filters: ['currency', 'source', 'type'],
    matches: (transaction) =>
      transaction.account === call.account &&
      (source === null || transaction.sourceId === source) &&
      (type === null || transaction.type === type) &&
      (currency === null || transaction.currency === currency),
    present: presentBalanceTransaction,
  })
}
