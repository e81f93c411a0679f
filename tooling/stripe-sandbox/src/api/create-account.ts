import { presentAccount } from '../present/account.ts'
import { newId } from '../state/new-id.ts'
import type { AccountRecord } from '../state/records.ts'
import type { Params } from '../wire/params.ts'
import { StripeFault } from '../wire/stripe-fault.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { currencyOfCountry, readAccountFields } from './read-account-fields.ts'

/** Read, or accepted and left alone, because onboarding in the sandbox asks for nothing. */
const PARAMS = [
  'business_profile',
  'business_type',
  'capabilities',
  'company',
  'controller',
  'country',
  'default_currency',
  'email',
  'expand',
  'external_account',
  'groups',
  'individual',
  'metadata',
  'settings',
  'tos_acceptance',
  'type',
]

export const createAccount: ApiRoute = {
  method: 'POST',
  path: '/v1/accounts',
  handle: (call) => {
    const { change, params } = call
    params.only(PARAMS)
    const country = readCountry(params)
    const account: AccountRecord = {
      id: newId('acct', 16),
      created: change.nowS,
      ...readKind(params),
      country,
      ...readAccountFields(params, {
        email: null,
        businessType: null,
        defaultCurrency: currencyOfCountry(country),
        businessProfile: {},
        metadata: {},
      }),
      onboarded: false,
    }
    refuseNested(call)
    change.put('account', account)
    return presentAccount(account)
  },
}

function readCountry(params: Params): string {
  const country = params.text('country')?.toUpperCase() ?? 'US'
  if (/^[A-Z]{2}$/.test(country)) return country
  throw new StripeFault(`${country} is not a country that accounts can be created in.`, {
    code: 'country_unsupported',
    param: 'country',
  })
}

// `type` is the older way of saying what `controller` says.
function readKind(params: Params): Pick<AccountRecord, 'dashboard' | 'type'> {
  const type = params.choice('type', ['custom', 'express', 'standard'])
  const controller = params.group('controller')
  if (type !== null && controller !== null) {
    throw new StripeFault('You may not provide the `type` parameter together with `controller`.', {
      param: 'type',
    })
  }
  const asked = controller?.group('stripe_dashboard')
  const dashboard = asked?.choice('type', ['express', 'full', 'none']) ?? 'full'
  if (controller !== null) return { type: dashboard === 'full' ? 'standard' : 'none', dashboard }
  switch (type) {
    case 'custom':
      return { type, dashboard: 'none' }
    case 'express':
      return { type, dashboard: 'express' }
    case 'standard':
    case null:
      return { type: 'standard', dashboard: 'full' }
  }
}

function refuseNested({ account }: ApiCall): void {
  if (account === null) return
  throw new StripeFault('A connected account cannot create connected accounts.', { status: 403 })
}
