import type { FastifyInstance } from 'fastify'

import { formatMoney } from '../present/format-money.ts'
import { sessionTotals } from '../present/session-totals.ts'
import type { Sandbox } from '../sandbox.ts'
import type { SessionRecord } from '../state/records.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { sendPage } from './send-page.ts'
import { STYLESHEET } from './stylesheet.ts'

const SHOWN = 50

/** The sandbox's front page, where a person finds the session they want to pay. */
export function serveOverview(server: FastifyInstance, { store }: Sandbox): void {
  server.get('/assets/sandbox.css', (_request, reply) =>
    reply.header('content-type', 'text/css; charset=utf-8').send(STYLESHEET),
  )
  server.get('/', (_request, reply) => {
    const sessions = [...store.tables.session.values()].toReversed().slice(0, SHOWN)
    return sendPage(reply, overviewPage(sessions, store.tables.session.size))
  })
}

function overviewPage(sessions: readonly SessionRecord[], count: number): string {
  return layout(
    'Stripe sandbox',
    html`<h1 class="wide">Stripe sandbox</h1>
      <p>What has been captured and delivered: <a href="/sandbox/summary">summary</a>.</p>
      <table>
        <caption>
          Checkout sessions, newest first (${count})
        </caption>
        <thead>
          <tr>
            <th scope="col">Session</th>
            <th scope="col">Status</th>
            <th scope="col">Payment</th>
            <th scope="col" class="money">Total</th>
          </tr>
        </thead>
        <tbody>
          ${sessions.map(
            (session) =>
              html`<tr>
                <td>
                  <a href="/checkout/pay/${session.id}"><code>${session.id.slice(0, 24)}…</code></a>
                </td>
                <td>${session.status}</td>
                <td>${session.paymentStatus.replaceAll('_', ' ')}</td>
                <td class="money">
                  ${formatMoney(sessionTotals(session).total, session.currency)}
                </td>
              </tr> `,
          )}
        </tbody>
      </table>`,
  )
}
