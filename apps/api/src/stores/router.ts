import { createApiKey } from './keys/create-api-key.ts'
import { listApiKeys } from './keys/list-api-keys.ts'
import { revokeApiKey } from './keys/revoke-api-key.ts'
import { rotateApiKey } from './keys/rotate-api-key.ts'
import { createToken } from './tokens/create-token.ts'
import { listTokens } from './tokens/list-tokens.ts'
import { revokeToken } from './tokens/revoke-token.ts'
import { rotateToken } from './tokens/rotate-token.ts'

/** What an operator does with the store itself. */
export const adminStores = {
  tokens: { list: listTokens, create: createToken, rotate: rotateToken, revoke: revokeToken },
  apiKeys: { list: listApiKeys, create: createApiKey, rotate: rotateApiKey, revoke: revokeApiKey },
}
