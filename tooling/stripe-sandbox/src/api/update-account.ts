import { presentAccount } from '../present/account.ts'
import type { ApiRoute } from './api-route.ts'
import { findAccount } from './find-account.ts'
import { readAccountFields } from './read-account-fields.ts'

const PARAMS = [
  'business_profile',
  'business_type',
  'capabilities',
  'company',
  'default_currency',
  'email',
  'expand',
  'external_account',
  'individual',
  'metadata',
  'settings',
  'tos_acceptance',
]

export const updateAccount: ApiRoute = {
  method: 'POST',
  path: '/v1/accounts/:id',
  handle: (call) => {
    call.params.only(PARAMS)
    const before = findAccount(call, call.id)
    const account = { ...before, ...readAccountFields(call.params, before) }
    call.change.put('account', account)
    call.change.emit({
      type: 'account.updated',
      account: account.id,
      object: presentAccount(account),
    })
    return presentAccount(account)
  },
}
