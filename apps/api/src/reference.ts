import Fastify, { type FastifyInstance } from 'fastify'

import { openapiDocument } from './operation/openapi/document.ts'
import { operationsOf } from './operation/operations.ts'
import { restOnlyRouter } from './rest-only.ts'
import { appRouter } from './router.ts'

/** The text of the OpenAPI document, as served and as committed in docs/openapi.json. */
export function openapiText(): string {
  const operations = [...operationsOf(appRouter), ...operationsOf(restOnlyRouter)]
  return `${JSON.stringify(openapiDocument(operations), null, 2)}\n`
}

/** What the page may load: itself, and styles it writes into itself. Nothing from elsewhere. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join(';')

/** Serves the OpenAPI document at /openapi.json and a page to browse it at /docs. Both are made when
 *  first asked for: most processes never are, and the page's script is large. */
export function registerReference(app: FastifyInstance): void {
  let document: string | null = null
  let pages: Promise<FastifyInstance> | null = null

  app.get('/openapi.json', (_, reply) => {
    document ??= openapiText()
    return reply.type('application/json; charset=utf-8').send(document)
  })

  for (const url of ['/docs', '/docs/*']) {
    app.get(url, async (request, reply) => {
      pages ??= referencePages()
      const page = await (await pages).inject({ method: 'GET', url: request.url })
      return reply
        .code(page.statusCode)
        .headers(ownHeaders(page.headers))
        .header('content-security-policy', pagePolicy)
        .send(page.rawPayload)
    })
  }

  app.addHook('onClose', async () => {
    await (await pages)?.close()
  })
}

/** The page's own headers that matter to a browser; the others are this server's to set. */
function ownHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const names = ['content-type', 'location', 'cache-control', 'etag']
  return Object.fromEntries(
    names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])),
  )
}

async function referencePages(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const pages = Fastify()
  await pages.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Cartwright API',
      withDefaultFonts: false,
      telemetry: false,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  })
  await pages.ready()
  return pages
}
