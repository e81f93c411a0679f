import type { FastifyInstance, FastifyReply } from 'fastify'

import { defaultBuyer } from '../payments/default-buyer.ts'
import type { PayOutcome } from '../payments/pay-session.ts'
import { paySession } from '../payments/pay-session.ts'
import { sweepDue } from '../payments/sweep-due.ts'
import type { Sandbox } from '../sandbox.ts'
import { change } from '../state/change.ts'
import type { BuyerRecord, SessionRecord } from '../state/records.ts'
import { PLAIN_DELIVERY } from '../webhooks/delivery-plan.ts'
import { StripeFault } from '../wire/stripe-fault.ts'
import { checkoutPage } from './checkout-page.ts'
import { noticePage } from './notice-page.ts'
import { sendPage } from './send-page.ts'

/** A debit started by hand settles soon, but not before the buyer is back in the shop. */
const SETTLES_AFTER_MS = 5_000
const DECLINED = 'Your card was declined. Nothing was charged; please try another way to pay.'

/** The page a session's `url` points to, and its form. */
export function serveCheckout(server: FastifyInstance, sandbox: Sandbox): void {
  const url = '/checkout/pay/:id'
  server.get<{ Params: { id: string }; Querystring: { problem?: string } }>(
    url,
    (request, reply) => {
      sweepDue(sandbox)
      const session = sandbox.store.tables.session.get(request.params.id)
      if (session?.status !== 'open') return sendClosed(reply, session)
      return sendPage(
        reply,
        checkoutPage({
          session,
          merchant: merchantOf(sandbox, session),
          problem: request.query.problem === 'declined' ? DECLINED : null,
        }),
      )
    },
  )
  server.post<{ Params: { id: string } }>(url, (request, reply) => {
    sweepDue(sandbox)
    const session = sandbox.store.tables.session.get(request.params.id)
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
    if (session === undefined || session.status === 'expired') return sendClosed(reply, session)
    return reply.redirect(submit(sandbox, session, form), 303)
  })
}

/** Does what the pressed button says; answers where the browser goes next. */
function submit(sandbox: Sandbox, session: SessionRecord, form: URLSearchParams): string {
  const page = `/checkout/pay/${session.id}`
  const action = form.get('action')
  if (action === 'cancel') return session.cancelUrl ?? page
  // A second click on "Pay" belongs on the success page too.
  if (session.status === 'complete') return successUrl(session)
  if (action === 'shipping') {
    const chosen = chooseShipping(session, form.get('shipping_rate'))
    change(sandbox, {}, ({ put }) => put('session', chosen))
    return page
  }
  const outcome = outcomeOf(action, sandbox.nowMs())
  if (outcome === null) return page
  const buyer = buyerOf(session, form)
  try {
    change(sandbox, {}, (work) => paySession(work, session, { outcome, buyer }))
  } catch (error) {
    if (error instanceof StripeFault && error.code === 'no_payment_required') return page
    throw error
  }
  return outcome.kind === 'decline' ? `${page}?problem=declined` : successUrl(session)
}

function outcomeOf(action: string | null, nowMs: number): PayOutcome | null {
  switch (action) {
    case 'pay':
      return { kind: 'succeed' }
    case 'decline':
      return { kind: 'decline' }
    case 'debit':
      return {
        kind: 'debit',
        settlement: { dueAtMs: nowMs + SETTLES_AFTER_MS, succeeds: true, plan: PLAIN_DELIVERY },
      }
    case null:
    default:
      return null
  }
}

function chooseShipping(session: SessionRecord, id: string | null): SessionRecord {
  const known = session.shippingOptions.some((option) => option.id === id)
  return known ? { ...session, chosenShippingId: id } : session
}

function buyerOf(session: SessionRecord, form: URLSearchParams): BuyerRecord {
  const usual = defaultBuyer(session)
  const email = form.get('email')?.trim().slice(0, 800) ?? ''
  const name = form.get('name')?.trim().slice(0, 200) ?? ''
  return {
    ...usual,
    email: session.customerEmail ?? (email === '' ? usual.email : email),
    name: name === '' ? usual.name : name,
  }
}

// Callers write the placeholder raw, but a URL built by a library carries it encoded.
function successUrl({ successUrl, id }: SessionRecord): string {
  return successUrl.replaceAll(/(\{|%7B)CHECKOUT_SESSION_ID(\}|%7D)/gi, id)
}

function merchantOf({ store }: Sandbox, { account }: SessionRecord): string {
  return store.tables.account.get(account ?? '')?.businessProfile['name'] ?? 'the shop'
}

function sendClosed(reply: FastifyReply, session: SessionRecord | undefined): FastifyReply {
  if (session === undefined) {
    const text = 'Check the address, or go back to the shop and start again.'
    return sendPage(reply, noticePage({ title: 'There is no such payment page', text }), 404)
  }
  if (session.status === 'complete') {
    return sendPage(
      reply,
      noticePage({
        title: 'This payment is complete',
        text: 'There is nothing more to pay here.',
        link: { url: successUrl(session), label: 'Continue to the shop' },
      }),
    )
  }
  return sendPage(
    reply,
    noticePage({
      title: 'This payment page has expired',
      text: 'Nothing was charged. Go back to the shop to start again.',
      link:
        session.cancelUrl === null ? null : { url: session.cancelUrl, label: 'Back to the shop' },
    }),
    410,
  )
}
