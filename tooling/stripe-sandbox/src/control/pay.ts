import type { z } from 'zod'

import { defaultBuyer } from '../payments/default-buyer.ts'
import type { PayOutcome } from '../payments/pay-session.ts'
import { paySession } from '../payments/pay-session.ts'
import { sweepDue } from '../payments/sweep-due.ts'
import { presentSession } from '../present/checkout-session.ts'
import type { Sandbox } from '../sandbox.ts'
import { change } from '../state/change.ts'
import { noSuch } from '../wire/stripe-fault.ts'
import type { PayBody } from './bodies.ts'
import { eventsOf } from './events-of.ts'

/** Pays a session, of whatever account, as a buyer on the hosted page would. */
export function pay(sandbox: Sandbox, id: string, body: z.infer<typeof PayBody>): object {
  sweepDue(sandbox)
  const session = sandbox.store.tables.session.get(id)
  if (session === undefined) throw noSuch('checkout.session', id)
  const { result, eventIds } = change(sandbox, { plan: body.webhooks }, (work) =>
    paySession(work, session, {
      outcome: outcomeOf(body, sandbox.nowMs()),
      buyer: defaultBuyer(session),
    }),
  )
  return {
    session: presentSession(result, sandbox.publicUrl()),
    events: eventsOf(sandbox, eventIds),
  }
}

function outcomeOf(
  { outcome, asyncDelayMs, webhooks: plan }: z.infer<typeof PayBody>,
  nowMs: number,
): PayOutcome {
  switch (outcome) {
    case 'succeed':
    case 'decline':
    case 'abandon':
      return { kind: outcome }
    case 'async_succeed':
    case 'async_fail':
      return {
        kind: 'debit',
        settlement: { dueAtMs: nowMs + asyncDelayMs, succeeds: outcome === 'async_succeed', plan },
      }
  }
}
