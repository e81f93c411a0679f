import type { FastifyInstance } from 'fastify'

import type { Sandbox } from '../sandbox.ts'
import { requestErrorStatus } from '../wire/request-error-status.ts'
import { serveCheckout } from './checkout-routes.ts'
import { serveDashboard } from './dashboard-routes.ts'
import { noticePage } from './notice-page.ts'
import { serveOnboarding } from './onboarding-routes.ts'
import { serveOverview } from './overview-routes.ts'
import { sendPage } from './send-page.ts'

/** Registers the pages people see. Forms arrive as text, whatever they contain. */
export function servePages(server: FastifyInstance, sandbox: Sandbox): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
  server.setErrorHandler((error, _request, reply) => {
    const status = requestErrorStatus(error)
    if (status === null) console.error('A page of the Stripe sandbox broke:', error)
    const text = 'Nothing was charged. Go back and try again.'
    return sendPage(reply, noticePage({ title: 'That did not work', text }), status ?? 500)
  })
  serveOverview(server, sandbox)
  serveCheckout(server, sandbox)
  serveOnboarding(server, sandbox)
  serveDashboard(server, sandbox)
}
