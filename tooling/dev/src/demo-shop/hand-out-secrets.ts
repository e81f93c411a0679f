import { permissions } from '@cartwright/contract/permissions'
import { z } from 'zod'

import { callApi } from '../rest/call-api.ts'
import type { Filling } from './filling.ts'

const handedOut = z.object({ secret: z.string() })

/** A storefront token that may preview drafts, and an API key that may do everything. */
export async function handOutSecrets({
  operator,
  keyFor,
}: Filling): Promise<{ readonly storefrontToken: string; readonly apiKey: string }> {
  const token = await callApi(
    operator,
    {
      method: 'POST',
      path: '/api/v1/admin/store/storefront-tokens',
      body: { name: 'Demo shop front', scopes: ['live', 'preview'] },
      key: keyFor('token'),
    },
    handedOut,
  )
  const key = await callApi(
    operator,
    {
      method: 'POST',
      path: '/api/v1/admin/store/api-keys',
      body: { name: 'Demo integration', scopes: permissions },
      key: keyFor('api-key'),
    },
    handedOut,
  )
  return { storefrontToken: token.secret, apiKey: key.secret }
}
