import { expireSession } from '../payments/expire-session.ts'
import { presentSession } from '../present/checkout-session.ts'
import { presentLineItem } from '../present/line-item.ts'
import type { SessionRecord } from '../state/records.ts'
import { cutPage, PAGE_PARAMS } from '../wire/list-page.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { createSession } from './create-session.ts'
import { findRecord } from './find-record.ts'
import { listRecords } from './list-records.ts'

const FILTERS = ['customer_details', 'payment_intent', 'status']

export const sessionRoutes: readonly ApiRoute[] = [
  createSession,
  {
    method: 'GET',
    path: '/v1/checkout/sessions/:id',
    handle: (call) => {
      call.params.only(['expand'])
      return presentSession(findSession(call), call.change.publicUrl)
    },
  },
  { method: 'GET', path: '/v1/checkout/sessions', handle: listSessions },
  {
    method: 'POST',
    path: '/v1/checkout/sessions/:id/expire',
    handle: (call) => {
      call.params.only(['expand'])
      return presentSession(expireSession(call.change, findSession(call)), call.change.publicUrl)
    },
  },
  { method: 'GET', path: '/v1/checkout/sessions/:id/line_items', handle: listLineItems },
]

function findSession(call: ApiCall): SessionRecord {
  return findRecord(call, { kind: 'session', noun: 'checkout.session', id: call.id })
}

function listSessions(call: ApiCall): object {
  const intentId = call.params.text('payment_intent')
  const status = call.params.choice('status', ['complete', 'expired', 'open'])
  const email = call.params.group('customer_details')?.text('email') ?? null
  return listRecords<SessionRecord>(call, {
    url: '/v1/checkout/sessions',
    records: call.change.tables.session.values(),
    filters: FILTERS,
    matches: (session) =>
      session.account === call.account &&
      (intentId === null || session.paymentIntentId === intentId) &&
      (status === null || session.status === status) &&
      (email === null || (session.buyer?.email ?? session.customerEmail) === email),
    present: (session) => presentSession(session, call.change.publicUrl),
  })
}

function listLineItems(call: ApiCall): object {
  call.params.only(PAGE_PARAMS)
  const session = findSession(call)
  const { page, hasMore } = cutPage(session.lines, call.params)
  return {
    object: 'list',
    data: page.map((line) => presentLineItem(session, line)),
    has_more: hasMore,
    url: `/v1/checkout/sessions/${session.id}/line_items`,
  }
}
