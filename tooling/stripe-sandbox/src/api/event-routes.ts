import { presentEvent } from '../present/event.ts'
import type { EventRecord } from '../state/records.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { findRecord } from './find-record.ts'
import { listRecords } from './list-records.ts'

export const eventRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/v1/events/:id',
    handle: (call) => {
      call.params.only(['expand'])
      const event = findRecord(call, { kind: 'event', noun: 'event', id: call.id })
      return presentEvent(event, call.change.tables)
    },
  },
  { method: 'GET', path: '/v1/events', handle: listEvents },
]

function listEvents(call: ApiCall): object {
  const type = call.params.text('type')
  const types = call.params.texts('types')
  return listRecords<EventRecord>(call, {
    url: '/v1/events',
    records: call.change.tables.event.values(),
    filters: ['type', 'types'],
    matches: (event) =>
      event.account === call.account &&
      (type === null || matchesType(event.type, type)) &&
      (types.length === 0 || types.includes(event.type)),
    present: (event) => presentEvent(event, call.change.tables),
  })
}

// `type` may be a group, e.g. `charge.*`.
function matchesType(type: string, pattern: string): boolean {
  return pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern
}
