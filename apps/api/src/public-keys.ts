import { publicKeys } from '@cartwright/identity/public-keys'
import type { FastifyInstance } from 'fastify'

import type { Runtime } from './runtime.ts'

/** Serves the keys that verify our tokens, as the bare document of RFC 7517 §5 that JWT libraries
 *  ask for: no envelope, no credential, and any origin may read it. */
export function registerPublicKeys(app: FastifyInstance, runtime: Runtime): void {
  app.get('/api/v1/auth/jwks', async (_, reply) => {
    const keys = await publicKeys(runtime.identity)
    return reply
      .headers({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' })
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(keys))
  })
}
