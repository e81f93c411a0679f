import { StripeFault } from '../wire/stripe-fault.ts'
import type { ApiRoute } from './api-route.ts'
import { findAccount } from './find-account.ts'

export const createLoginLink: ApiRoute = {
  method: 'POST',
  path: '/v1/accounts/:id/login_links',
  handle: (call) => {
    call.params.only(['expand'])
    const account = findAccount(call, call.id)
    if (account.dashboard !== 'express') {
      throw new StripeFault(
        'Cannot create a login link for an account that does not have access to the Express Dashboard.',
      )
    }
    if (!account.onboarded) {
      throw new StripeFault(
        'Cannot create a login link for an account that has not completed onboarding.',
      )
    }
    return {
      object: 'login_link',
      created: call.change.nowS,
      url: `${call.change.publicUrl}/dashboard/${account.id}`,
    }
  },
}
