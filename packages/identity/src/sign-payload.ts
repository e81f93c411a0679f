import { decodeProtectedHeader } from 'jose'

import type { Identity } from './create-identity.ts'

/** A JWT (EdDSA) with these claims; `iss` and `aud` are the public URL unless they say otherwise.
 *  Call it outside of transactions: it reads the signing key on a connection of its own. */
export async function signPayload(
  identity: Identity,
  payload: Readonly<Record<string, unknown>>,
): Promise<string> {
  const auth = await identity.auth()
  const { token } = await auth.api.signJWT({ body: { payload } })
  const { kid } = decodeProtectedHeader(token)
  if (kid !== undefined) identity.keys.announce(kid)
  return token
}
