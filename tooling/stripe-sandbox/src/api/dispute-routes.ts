import { presentDispute } from '../present/dispute.ts'
import type { DisputeRecord } from '../state/records.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { findRecord } from './find-record.ts'
import { listRecords } from './list-records.ts'

/** Disputes are read here; only a control route opens one. */
export const disputeRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/v1/disputes/:id',
    handle: (call) => {
      call.params.only(['expand'])
      return presentDispute(findRecord(call, { kind: 'dispute', noun: 'dispute', id: call.id }))
    },
  },
  { method: 'GET', path: '/v1/disputes', handle: listDisputes },
]

function listDisputes(call: ApiCall): object {
  const chargeId = call.params.text('charge')
  const intentId = call.params.text('payment_intent')
  return listRecords<DisputeRecord>(call, {
    url: '/v1/disputes',
    records: call.change.tables.dispute.values(),
    filters: ['charge', 'payment_intent'],
    matches: (dispute) =>
      dispute.account === call.account &&
      (chargeId === null || dispute.chargeId === chargeId) &&
      (intentId === null || dispute.paymentIntentId === intentId),
    present: presentDispute,
  })
}
