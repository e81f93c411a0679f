import { z } from 'zod'

import { callApi } from '../rest/call-api.ts'
import { RestFailure } from '../rest/rest-failure.ts'
import type { ShopMemory } from './shop-memory.ts'
import { storeFacts } from './store-facts.ts'

const account = z.object({
  token: z.string(),
  memberships: z.array(z.object({ storeId: z.string() })),
})

export type OpenedAccount = { readonly token: string; readonly storeId: string }

/**
 * Signs the operator up with the first store, or in when an earlier filling signed up already.
 *
 * @throws RestFailure when the address belongs to an account with another password.
 */
export async function openAccount(apiUrl: string, memory: ShopMemory): Promise<OpenedAccount> {
  const { email, password, seed } = memory
  const client = { url: apiUrl, headers: {} }
  const { ownerName: name, storeName, currency, country } = storeFacts
  const body = { email, password, name, storeName, currency, country }
  const signUp = {
    method: 'POST',
    path: '/api/v1/auth/signup',
    body,
    key: `${seed}/account`,
  } as const
  const signIn = { method: 'POST', path: '/api/v1/auth/login', body: { email, password } } as const
  const { token, memberships } = await callApi(client, signUp, account).catch(async (error) => {
    if (!(error instanceof RestFailure) || error.code !== 'email_taken') throw error
    return await callApi(client, signIn, account)
  })
  const storeId = memberships[0]?.storeId
  if (storeId !== undefined) return { token, storeId }
  throw new RestFailure(`The account ${email} exists, but has no store.`)
}
