import { findEmbedSession } from '@cartwright/db/queries/embed-session'
import { findProductForm } from '@cartwright/db/queries/product-form'
import { verifyEmbedToken } from '@cartwright/identity/verify-embed-token'
import type { FastifyInstance } from 'fastify'

import { limits } from '../../../operation/rate-limit/limits.ts'
import type { Runtime } from '../../../runtime.ts'
import { formPage } from './form-page.ts'
import { messagePage, messages } from './message-page.ts'
import { script, styleSheet } from './page-assets.ts'
import { pageHeaders } from './page-headers.ts'

interface Page {
  readonly status: number
  readonly html: string
  /** Where it may stand; empty: anywhere. */
  readonly allowedOrigins: readonly string[]
}

/** Serves the form itself, for an iframe on a page of the shop, with the two files it needs. */
export function registerFormPage(app: FastifyInstance, runtime: Runtime): void {
  app.get<{ Querystring: { session_token?: string | string[] } }>(
    '/embed/form',
    async (request, reply) => {
      const { session_token: token } = request.query
      const page = await pageFor(runtime, typeof token === 'string' ? token : '')
      return reply
        .code(page.status)
        .removeHeader('x-frame-options')
        .headers(pageHeaders(page.allowedOrigins))
        .send(page.html)
    },
  )
  for (const { name, contentType, content } of [styleSheet, script]) {
    app.get(`/embed/${name}`, (_, reply) =>
      reply
        .type(contentType)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(content),
    )
  }
}

async function pageFor(runtime: Runtime, token: string): Promise<Page> {
  const { identity, db, clock, limiter } = runtime
  const claims = await verifyEmbedToken(identity, token)
  if (claims === null) return messageOf(401, 'expired')
  const nowMs = clock.now()
  if (!limiter.take(claims.sessionId, limits.embedSession, nowMs).allowed) {
    return messageOf(429, 'busy')
  }
  const found = await findEmbedSession(db, { ...claims, now: new Date(nowMs) })
  if (found === undefined) return messageOf(401, 'expired')
  const { store, session, allowedOrigins } = found
  const product = { storeId: store.id, productId: session.productId }
  const form = await findProductForm(db, product)
  if (form === undefined) return messageOf(404, 'gone')
  return { status: 200, html: formPage(found, form), allowedOrigins }
}

function messageOf(status: number, name: keyof typeof messages): Page {
  return { status, html: messagePage(messages[name]), allowedOrigins: [] }
}
