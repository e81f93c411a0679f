import type { WireEvent } from '../present/event.ts'
import { presentEvent } from '../present/event.ts'
import type { Sandbox } from '../sandbox.ts'

/** The events a control route caused, in the order in which they happened. */
export function eventsOf({ store }: Sandbox, eventIds: readonly string[]): readonly WireEvent[] {
  return eventIds.flatMap((id) => {
    const event = store.tables.event.get(id)
    return event === undefined ? [] : [presentEvent(event, store.tables)]
  })
}
