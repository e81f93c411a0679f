import type { Sandbox } from '../sandbox.ts'
import { change } from '../state/change.ts'
import { expireSession } from './expire-session.ts'
import { settleDebit } from './settle-debit.ts'

/** Does what time alone does: sessions past their end expire, bank debits that are due settle. */
export function sweepDue(sandbox: Sandbox): void {
  for (const id of sandbox.agenda.due(sandbox.nowMs())) {
    const session = sandbox.store.tables.session.get(id)
    if (session === undefined) continue
    const { settlement } = session
    if (session.status === 'open') {
      change(sandbox, {}, (work) => expireSession(work, session))
    } else if (settlement !== null) {
      change(sandbox, { plan: settlement.plan }, (work) => settleDebit(work, session, settlement))
    }
  }
}
