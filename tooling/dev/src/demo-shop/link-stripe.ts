import { z } from 'zod'

import { callApi, readAnswer } from '../rest/call-api.ts'
import { RestFailure } from '../rest/rest-failure.ts'
import { sendRequest } from '../rest/send-request.ts'
import type { Filling } from './filling.ts'

const base = '/api/v1/admin/store/stripe'
const status = z.object({
  stripe: z.object({ accountId: z.string().nullable(), chargesEnabled: z.boolean() }),
})

/** Gives the shop an account at the Stripe sandbox, onboarded, so that buyers can pay. */
export async function linkStripe({ operator, sandboxUrl, keyFor }: Filling): Promise<void> {
  if (sandboxUrl === null) return
  const readStatus = async () =>
    (await callApi(operator, { method: 'GET', path: `${base}/status` }, status)).stripe
  if ((await readStatus()).chargesEnabled) return
  const back = `${operator.url}/docs`
  const body = { returnUrl: back, refreshUrl: back }
  const link = {
    method: 'POST',
    path: `${base}/account-link`,
    body,
    key: keyFor('stripe'),
  } as const
  await callApi(operator, link, z.unknown())
  const { accountId } = await readStatus()
  if (accountId === null) throw new RestFailure('The Stripe account was not kept.')
  const onboard = { method: 'POST', path: `/sandbox/accounts/${accountId}/onboard` } as const
  readAnswer(onboard, await sendRequest({ url: sandboxUrl, headers: {} }, onboard), z.unknown())
  if ((await readStatus()).chargesEnabled) return
  throw new RestFailure(`Stripe account ${accountId} was onboarded, but cannot take payments.`)
}
