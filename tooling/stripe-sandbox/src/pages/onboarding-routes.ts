import type { FastifyInstance, FastifyReply } from 'fastify'

import { onboardAccount } from '../payments/onboard-account.ts'
import type { Sandbox } from '../sandbox.ts'
import { change } from '../state/change.ts'
import type { AccountLinkRecord, AccountRecord } from '../state/records.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'
import { noticePage } from './notice-page.ts'
import { sendPage } from './send-page.ts'

interface LinkParams {
  readonly Params: { readonly accountId: string; readonly linkId: string }
}

/** The page an account link points to. Like Stripe's, the link works once and for five minutes. */
export function serveOnboarding(server: FastifyInstance, sandbox: Sandbox): void {
  const url = '/setup/:accountId/:linkId'
  server.get<LinkParams>(url, ({ params }, reply) =>
    withLink({ sandbox, reply, ...params }, ({ account }) =>
      sendPage(reply, onboardingPage(account)),
    ),
  )
  server.post<LinkParams>(url, ({ params }, reply) =>
    withLink({ sandbox, reply, ...params }, ({ account, link }) => {
      change(sandbox, {}, (work) => {
        work.put('accountLink', { ...link, used: true })
        onboardAccount(work, account)
      })
      return reply.redirect(link.returnUrl, 303)
    }),
  )
}

interface Visit {
  readonly sandbox: Sandbox
  readonly reply: FastifyReply
  readonly accountId: string
  readonly linkId: string
}

function withLink(
  { sandbox, reply, accountId, linkId }: Visit,
  use: (found: { account: AccountRecord; link: AccountLinkRecord }) => FastifyReply,
): FastifyReply {
  const link = sandbox.store.tables.accountLink.get(linkId)
  const account = sandbox.store.tables.account.get(accountId)
  if (link === undefined || account === undefined || link.accountId !== accountId) {
    const text = 'Ask for a new onboarding link.'
    return sendPage(reply, noticePage({ title: 'There is no such link', text }), 404)
  }
  if (link.used || sandbox.nowMs() >= link.expiresAt * 1000) {
    return reply.redirect(link.refreshUrl, 303)
  }
  return use({ account, link })
}

function onboardingPage(account: AccountRecord): string {
  return layout(
    'Set up payments',
    html`<h1>Set up payments</h1>
      <p class="total">${account.businessProfile['name'] ?? account.email ?? account.id}</p>
      <p>
        Stripe would now ask for business details, identity and a bank account. The sandbox needs
        none of them.
      </p>
      <form method="post"><button class="main">Complete onboarding</button></form>`,
  )
}
