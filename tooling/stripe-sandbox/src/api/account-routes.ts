import { presentAccount } from '../present/account.ts'
import type { AccountRecord } from '../state/records.ts'
import { noSuch, StripeFault } from '../wire/stripe-fault.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { createAccountLink } from './create-account-link.ts'
import { createAccount } from './create-account.ts'
import { createLoginLink } from './create-login-link.ts'
import { findAccount } from './find-account.ts'
import { listRecords } from './list-records.ts'
import { updateAccount } from './update-account.ts'

export const accountRoutes: readonly ApiRoute[] = [
  createAccount,
  { method: 'GET', path: '/v1/account', handle: retrieveCurrent },
  {
    method: 'GET',
    path: '/v1/accounts/:id',
    handle: (call) => {
      call.params.only(['expand'])
      return presentAccount(findAccount(call, call.id))
    },
  },
  updateAccount,
  {
    method: 'GET',
    path: '/v1/accounts',
    handle: (call) =>
      listRecords<AccountRecord>(call, {
        url: '/v1/accounts',
        records: call.change.tables.account.values(),
        filters: [],
        matches: () => call.account === null,
        present: presentAccount,
      }),
  },
  createAccountLink,
  createLoginLink,
]

function retrieveCurrent(call: ApiCall): object {
  call.params.only(['expand'])
  if (call.account === null) {
    throw new StripeFault('The sandbox keeps no account of the platform itself.', {
      status: 404,
      code: 'resource_missing',
    })
  }
  const account = call.change.tables.account.get(call.account)
  if (account === undefined) throw noSuch('account', call.account)
  return presentAccount(account)
}
