import fastify, { type FastifyInstance } from 'fastify'

import type { MessageStore } from './message-store.ts'
import { bodyPage, frameSandbox, listPage, messagePage, missingPage } from './pages.ts'

const ownPages = `default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** What a mail itself may do: show styles and pictures. It comes from whoever sent it. */
const mailBody = `default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; font-src data:; form-action 'none'; frame-ancestors 'self'; sandbox ${frameSandbox}`

type Named = { readonly Params: { readonly id: string } }

/** The mailbox's pages for people, and its JSON for programs. */
export function mailboxWeb(store: MessageStore): FastifyInstance {
  const app = fastify({ logger: false })
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': ownPages,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
  })
  addPages(app, store)
  app.get('/email', async () => store.list())
  app.get<Named>('/email/:id', async (request, reply) => {
    const message = store.get(request.params.id)
    return message ?? (await reply.code(404).send({ error: 'There is no such message.' }))
  })
  app.delete('/email', async (_request, reply) => {
    store.clear()
    return await reply.code(204).send()
  })
  return app
}

function addPages(app: FastifyInstance, store: MessageStore): void {
  const html = 'text/html; charset=utf-8'
  app.get('/', async (_request, reply) => await reply.type(html).send(listPage(store.list())))
  app.get<Named>('/message/:id', async (request, reply) => {
    const message = store.get(request.params.id)
    if (message === null) return await reply.code(404).type(html).send(missingPage())
    return await reply.type(html).send(messagePage(message))
  })
  app.get<Named>('/message/:id/html', async (request, reply) => {
    const message = store.get(request.params.id)
    if (message === null) return await reply.code(404).type(html).send(missingPage())
    return await reply
      .header('content-security-policy', mailBody)
      .type(html)
      .send(bodyPage(message.html))
  })
}
