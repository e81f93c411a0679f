import type { FastifyInstance } from 'fastify'

import { expireSession } from '../payments/expire-session.ts'
import { onboardAccount } from '../payments/onboard-account.ts'
import { openDispute } from '../payments/open-dispute.ts'
import { sweepDue } from '../payments/sweep-due.ts'
import { presentAccount } from '../present/account.ts'
import { presentSession } from '../present/checkout-session.ts'
import { presentDispute } from '../present/dispute.ts'
import type { Sandbox } from '../sandbox.ts'
import { change } from '../state/change.ts'
import { requestErrorStatus } from '../wire/request-error-status.ts'
import { errorEnvelope, noSuch, StripeFault } from '../wire/stripe-fault.ts'
import {
  DisputeBody,
  FailuresBody,
  LatencyBody,
  PayBody,
  readBody,
  WebhooksBody,
} from './bodies.ts'
import { eventsOf } from './events-of.ts'
import { pay } from './pay.ts'
import { summarise } from './summarise.ts'

interface ById {
  readonly Params: { readonly id: string }
}

/** Registers the routes by which tests and the demo play the buyer, the bank and bad luck. */
export function serveControl(server: FastifyInstance, sandbox: Sandbox): void {
  server.removeAllContentTypeParsers()
  // Any content type is read as JSON, so that `curl -d` needs no header.
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)))
    } catch {
      done(new StripeFault('The body is not JSON.', { code: 'parameter_invalid' }))
    }
  })
  server.setErrorHandler((error, _request, reply) => {
    const fault = asFault(error)
    return reply.status(fault.status).send(errorEnvelope(fault))
  })
  serveSessions(server, sandbox)
  serveWorld(server, sandbox)
  serveTrouble(server, sandbox)
}

function serveSessions(server: FastifyInstance, sandbox: Sandbox): void {
  server.post<ById>('/sandbox/checkout/sessions/:id/pay', ({ params, body }) =>
    pay(sandbox, params.id, readBody(PayBody, body)),
  )
  server.post<ById>('/sandbox/checkout/sessions/:id/expire', ({ params, body }) => {
    const { webhooks: plan } = readBody(WebhooksBody, body)
    const session = sandbox.store.tables.session.get(params.id)
    if (session === undefined) throw noSuch('checkout.session', params.id)
    const { result, eventIds } = change(sandbox, { plan }, (work) => expireSession(work, session))
    return {
      session: presentSession(result, sandbox.publicUrl()),
      events: eventsOf(sandbox, eventIds),
    }
  })
}

function serveWorld(server: FastifyInstance, sandbox: Sandbox): void {
  const { tables } = sandbox.store
  server.post<ById>('/sandbox/accounts/:id/onboard', ({ params, body }) => {
    const { webhooks: plan } = readBody(WebhooksBody, body)
    const account = tables.account.get(params.id)
    if (account === undefined) throw noSuch('account', params.id)
    const { result, eventIds } = change(sandbox, { plan }, (work) => onboardAccount(work, account))
    return { account: presentAccount(result), events: eventsOf(sandbox, eventIds) }
  })
  server.post('/sandbox/disputes', ({ body }) => {
    const { payment_intent: paymentIntentId, reason, webhooks: plan } = readBody(DisputeBody, body)
    const { result, eventIds } = change(sandbox, { plan }, (work) =>
      openDispute(work, { paymentIntentId, reason }),
    )
    return { dispute: presentDispute(result), events: eventsOf(sandbox, eventIds) }
  })
  server.post<ById>('/sandbox/events/:id/resend', ({ params, body }) => {
    const { webhooks: plan } = readBody(WebhooksBody, body)
    const event = tables.event.get(params.id)
    if (event === undefined) throw noSuch('event', params.id)
    const { eventIds } = change(sandbox, { plan }, ({ send }) => send(event))
    return { events: eventsOf(sandbox, eventIds) }
  })
  server.get('/sandbox/summary', () => {
    sweepDue(sandbox)
    return summarise(sandbox)
  })
}

function serveTrouble(server: FastifyInstance, { traffic }: Sandbox): void {
  server.post('/sandbox/latency', ({ body }) => {
    const { ms } = readBody(LatencyBody, body)
    traffic.latencyMs = ms
    return { ms }
  })
  server.post('/sandbox/failures', ({ body }) => {
    const { next, ...failure } = readBody(FailuresBody, body)
    traffic.failures = next === 0 ? null : { remaining: next, ...failure }
    return { next, ...failure }
  })
}

function asFault(error: unknown): StripeFault {
  if (error instanceof StripeFault) return error
  const status = requestErrorStatus(error)
  if (status !== null) {
    return new StripeFault(error instanceof Error ? error.message : 'Bad request.', { status })
  }
  console.error('A control route of the Stripe sandbox broke:', error)
  return new StripeFault('The sandbox broke; its log says how.', { status: 500, type: 'api_error' })
}
