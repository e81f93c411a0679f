import { randomUUID } from 'node:crypto'

import type { Identity } from './create-identity.ts'
import { EMBED_AUDIENCE } from './embed-audience.ts'
import { signPayload } from './sign-payload.ts'

export interface EmbedGrant {
  readonly storeId: string
  readonly sessionId: string
  readonly productId: string
  readonly mode: 'fill' | 'view'
  readonly maySubmit: boolean
  readonly actor: {
    readonly externalId: string
    readonly displayName?: string | undefined
    readonly email?: string | undefined
  }
  readonly expiresAt: Date
}

/** The token a shop's page holds for one embed session: a JWT (EdDSA) with `sub` the session and in
 *  `ck` what it may do. Only `sub` and the store in it are ever trusted; the rest is for the page to
 *  read. Call it outside of transactions: it reads the signing key on a connection of its own. */
export function signEmbedToken(identity: Identity, grant: EmbedGrant): Promise<string> {
  const { externalId, displayName, email } = grant.actor
  const nowSeconds = Math.floor(identity.now() / 1000)
  return signPayload(identity, {
    // A renewed token differs from the one before, also within the second.
    jti: randomUUID(),
    sub: grant.sessionId,
    aud: EMBED_AUDIENCE,
    iat: nowSeconds,
    nbf: nowSeconds,
    exp: Math.floor(grant.expiresAt.getTime() / 1000),
    ck: {
      v: 1,
      partner: { project_id: grant.storeId },
      actor: { external_id: externalId, display_name: displayName, email },
      scope: { mode: grant.mode, template_id: grant.productId },
      permissions: { submit_form: grant.maySubmit },
    },
  })
}
