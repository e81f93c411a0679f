import type { FastifyInstance } from 'fastify'

import { openapiDocument } from './operation/openapi/document.ts'
import { operationsOf } from './operation/operations.ts'
import { restOnlyRouter } from './rest-only.ts'
import { appRouter } from './router.ts'

/** The text of the OpenAPI document, as served and as committed in docs/openapi.json. */
export function openapiText(): string {
  const operations = [...operationsOf(appRouter), ...operationsOf(restOnlyRouter)]
  return `${JSON.stringify(openapiDocument(operations), null, 2)}\n`
}

/** Serves the document at /openapi.json and a page to browse it at /docs. */
export async function registerReference(app: FastifyInstance): Promise<void> {
  // Most processes are never asked, so the text is made at the first request.
  let text: string | null = null
  app.get('/openapi.json', (_, reply) => {
    text ??= openapiText()
    return reply.type('application/json; charset=utf-8').send(text)
  })
}
