import type { AccountRecord, Metadata } from '../state/records.ts'
import type { Params } from '../wire/params.ts'
import { StripeFault } from '../wire/stripe-fault.ts'

const PROFILE_FIELDS = [
  'mcc',
  'name',
  'product_description',
  'support_email',
  'support_phone',
  'support_url',
  'url',
] as const

const EURO_COUNTRIES = new Set(
  'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' '),
)
const CURRENCIES: Readonly<Record<string, string>> = {
  AU: 'aud',
  CA: 'cad',
  CH: 'chf',
  DK: 'dkk',
  GB: 'gbp',
  JP: 'jpy',
  NO: 'nok',
  NZ: 'nzd',
  PL: 'pln',
  SE: 'sek',
  US: 'usd',
}

type ChangeableFields = Pick<
  AccountRecord,
  'businessProfile' | 'businessType' | 'defaultCurrency' | 'email' | 'metadata'
>

/** The fields that both creating and updating set; what is not sent stays as it was. */
export function readAccountFields(params: Params, before: ChangeableFields): ChangeableFields {
  const profile = params.group('business_profile')
  return {
    email: readEmail(params) ?? before.email,
    businessType: params.text('business_type') ?? before.businessType,
    defaultCurrency: params.text('default_currency', 3)?.toLowerCase() ?? before.defaultCurrency,
    businessProfile:
      profile === null
        ? before.businessProfile
        : { ...before.businessProfile, ...readProfile(profile) },
    metadata: mergeMetadata(before.metadata, params.metadata()),
  }
}

/** The currency an account of this country settles in. (Default: usd) */
export function currencyOfCountry(country: string): string {
  return EURO_COUNTRIES.has(country) ? 'eur' : (CURRENCIES[country] ?? 'usd')
}

function readEmail(params: Params): string | null {
  const email = params.text('email', 800)
  if (email === null || /^[^\s@]+@[^\s@]+$/.test(email)) return email
  throw new StripeFault(`Invalid email address: ${email}`, {
    code: 'email_invalid',
    param: 'email',
  })
}

function readProfile(profile: Params): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const name of PROFILE_FIELDS) {
    const value = profile.text(name)
    if (value !== null) fields[name] = value
  }
  return fields
}

// An empty value removes its key, as at Stripe.
function mergeMetadata(before: Metadata, sent: Metadata): Metadata {
  const merged = { ...before, ...sent }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
}
