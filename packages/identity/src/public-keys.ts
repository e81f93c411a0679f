import type { JSONWebKeySet } from 'jose'

import type { Identity } from './create-identity.ts'

/** Which keys verify our tokens? The JWKS document of RFC 7517 §5, public halves only. Makes the
 *  first signing key when there is none yet. */
export async function publicKeys(identity: Identity): Promise<JSONWebKeySet> {
  const auth = await identity.auth()
  return auth.api.getJwks()
}
