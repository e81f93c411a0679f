import { presentCharge } from '../present/charge.ts'
import type { ChargeRecord } from '../state/records.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { findRecord } from './find-record.ts'
import { listRecords } from './list-records.ts'

export const chargeRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/v1/charges/:id',
    handle: (call) => {
      call.params.only(['expand'])
      const charge = findRecord(call, { kind: 'charge', noun: 'charge', id: call.id })
      return presentCharge(charge, call.change.tables)
    },
  },
  { method: 'GET', path: '/v1/charges', handle: listCharges },
]

function listCharges(call: ApiCall): object {
  const intentId = call.params.text('payment_intent')
  return listRecords<ChargeRecord>(call, {
    url: '/v1/charges',
    records: call.change.tables.charge.values(),
    filters: ['payment_intent'],
    matches: ({ account, paymentIntentId }) =>
      account === call.account && (intentId === null || paymentIntentId === intentId),
    present: (charge) => presentCharge(charge, call.change.tables),
  })
}
