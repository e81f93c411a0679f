import { newId } from '../state/new-id.ts'
import { StripeFault } from '../wire/stripe-fault.ts'
import type { ApiRoute } from './api-route.ts'
import { findAccount } from './find-account.ts'

const LIFE_S = 5 * 60

const PARAMS = [
  'account',
  'collect',
  'collection_options',
  'expand',
  'refresh_url',
  'return_url',
  'type',
]

export const createAccountLink: ApiRoute = {
  method: 'POST',
  path: '/v1/account_links',
  handle: (call) => {
    const { change, params } = call
    params.only(PARAMS)
    const account = findAccount(call, params.requiredText('account'))
    params.requiredText('type')
    params.choice('type', ['account_onboarding', 'account_update'])
    const refreshUrl = params.url('refresh_url')
    const returnUrl = params.url('return_url')
    if (refreshUrl === null || returnUrl === null) {
      throw new StripeFault('Both refresh_url and return_url are required.', {
        code: 'parameter_missing',
        param: refreshUrl === null ? 'refresh_url' : 'return_url',
      })
    }
    const id = newId('link', 32)
    const expiresAt = change.nowS + LIFE_S
    change.put('accountLink', {
      id,
      accountId: account.id,
      created: change.nowS,
      expiresAt,
      refreshUrl,
      returnUrl,
      used: false,
    })
    return {
      object: 'account_link',
      created: change.nowS,
      expires_at: expiresAt,
      url: `${change.publicUrl}/setup/${account.id}/${id}`,
    }
  },
}
