import type { FastifyInstance } from 'fastify'

import { formatMoney } from '../present/format-money.ts'
import type { Sandbox } from '../sandbox.ts'
import type { AccountRecord, ChargeRecord } from '../state/records.ts'
import type { Tables } from '../state/tables.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { noticePage } from './notice-page.ts'
import { sendPage } from './send-page.ts'

const SHOWN = 50

/** The page a login link points to: what an account has taken, newest first. */
export function serveDashboard(server: FastifyInstance, { store }: Sandbox): void {
  server.get<{ Params: { accountId: string } }>('/dashboard/:accountId', ({ params }, reply) => {
    const account = store.tables.account.get(params.accountId)
    if (account === undefined) {
      const text = 'Ask for a new login link.'
      return sendPage(reply, noticePage({ title: 'There is no such account', text }), 404)
    }
    return sendPage(reply, dashboardPage(account, chargesOf(account, store.tables)))
  })
}

function chargesOf(account: AccountRecord, { charge }: Tables): readonly ChargeRecord[] {
  return [...charge.values()].filter((one) => one.account === account.id).toReversed()
}

function dashboardPage(account: AccountRecord, charges: readonly ChargeRecord[]): string {
  return layout(
    'Payments',
    html`<h1 class="wide">${account.businessProfile['name'] ?? account.id}</h1>
      <p>
        ${account.onboarded ? 'Charges and payouts are enabled.' : 'Onboarding is not complete.'}
      </p>
      <table>
        <caption>
          Payments, newest first (${charges.length})
        </caption>
        <thead>
          <tr>
            <th scope="col">Payment</th>
            <th scope="col">Buyer</th>
            <th scope="col">Status</th>
            <th scope="col" class="money">Amount</th>
            <th scope="col" class="money">Refunded</th>
          </tr>
        </thead>
        <tbody>
          ${charges.slice(0, SHOWN).map(
            (charge) =>
              html`<tr>
                <td><code>${charge.id}</code></td>
                <td>${charge.buyer.email}</td>
                <td>${charge.disputed ? 'disputed' : charge.status}</td>
                <td class="money">${formatMoney(charge.amount, charge.currency)}</td>
                <td class="money">${formatMoney(charge.amountRefunded, charge.currency)}</td>
              </tr> `,
          )}
        </tbody>
      </table>`,
  )
}
