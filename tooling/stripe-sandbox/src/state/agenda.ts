import type { SessionRecord } from './records.ts'

/** When something happens to this session by itself: it expires, or its bank debit settles. */
function dueAtMs(session: SessionRecord): number | null {
  if (session.status === 'open') return session.expiresAt * 1000
  return session.settlement?.dueAtMs ?? null
}

export interface Agenda {
  note(session: SessionRecord): void
  /** Ids of the sessions whose time has come; each stays listed until it is noted again. */
  due(nowMs: number): readonly string[]
}

/** Knows the earliest due time, so that asking on every request costs one comparison. */
export function createAgenda(sessions: Iterable<SessionRecord>): Agenda {
  const times = new Map<string, number>()
  let earliest = Number.POSITIVE_INFINITY
  const note = (session: SessionRecord): void => {
    const time = dueAtMs(session)
    if (time === null) {
      times.delete(session.id)
      return
    }
    times.set(session.id, time)
    earliest = Math.min(earliest, time)
  }
  for (const session of sessions) note(session)
  return {
    note,
    due: (nowMs) => {
      if (nowMs < earliest) return []
      const ids: string[] = []
      earliest = Number.POSITIVE_INFINITY
      for (const [id, time] of times) {
        if (time <= nowMs) ids.push(id)
        earliest = Math.min(earliest, time)
      }
      return ids
    },
  }
}
