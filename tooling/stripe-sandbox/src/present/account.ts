import type { Stripe } from 'stripe'

import type { AccountRecord } from '../state/records.ts'

/** A connected account as Stripe writes it; before onboarding nothing is enabled. */
export function presentAccount(account: AccountRecord): Stripe.Account {
  const capability = account.onboarded ? 'active' : 'inactive'
  return {
    id: account.id,
    object: 'account',
    business_profile: presentProfile(account),
    business_type: account.businessType,
    capabilities: { card_payments: capability, transfers: capability },
    charges_enabled: account.onboarded,
    controller: presentController(account),
    country: account.country,
    created: account.created,
    default_currency: account.defaultCurrency,
    details_submitted: account.onboarded,
    email: account.email,
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/accounts/${account.id}/external_accounts`,
    },
    future_requirements: requirements([]),
    groups: null,
    metadata: account.metadata,
    payouts_enabled: account.onboarded,
    requirements: requirements(account.onboarded ? [] : TO_BE_FILLED_IN),
    settings: presentSettings(account),
    tos_acceptance: {
      date: account.onboarded ? account.created : null,
      ip: null,
      user_agent: null,
    },
    type: account.type,
  }
}

const TO_BE_FILLED_IN = [
  'business_profile.product_description',
  'business_profile.support_phone',
  'business_profile.url',
  'external_account',
  'tos_acceptance.date',
  'tos_acceptance.ip',
]

function requirements(due: readonly string[]): Stripe.Account.Requirements {
  return {
    alternatives: [],
    current_deadline: null,
    currently_due: [...due],
    disabled_reason: due.length > 0 ? 'requirements.past_due' : null,
    errors: [],
    eventually_due: [...due],
    past_due: [...due],
    pending_verification: [],
  }
}

function presentProfile({ businessProfile }: AccountRecord): Stripe.Account.BusinessProfile {
  return {
    annual_revenue: null,
    estimated_worker_count: null,
    mcc: businessProfile['mcc'] ?? null,
    minority_owned_business_designation: null,
    name: businessProfile['name'] ?? null,
    product_description: businessProfile['product_description'] ?? null,
    specified_commercial_transactions_act_url: null,
    support_address: null,
    support_email: businessProfile['support_email'] ?? null,
    support_phone: businessProfile['support_phone'] ?? null,
    support_url: businessProfile['support_url'] ?? null,
    url: businessProfile['url'] ?? null,
  }
}

function presentController(account: AccountRecord): Stripe.Account.Controller {
  const hasFullDashboard = account.dashboard === 'full'
  return {
    fees: { payer: hasFullDashboard ? 'account' : 'application_express' },
    is_controller: true,
    losses: { payments: hasFullDashboard ? 'stripe' : 'application' },
    requirement_collection: 'stripe',
    stripe_dashboard: { type: account.dashboard },
    type: 'application',
  }
}

function presentSettings(account: AccountRecord): Stripe.Account.Settings {
  return {
    bacs_debit_payments: { display_name: null, service_user_number: null },
    branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
    card_issuing: { tos_acceptance: { date: null, ip: null } },
    card_payments: {
      decline_on: { avs_failure: false, cvc_failure: false },
      statement_descriptor_prefix: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    dashboard: { display_name: account.businessProfile['name'] ?? null, timezone: 'Etc/UTC' },
    invoices: { default_account_tax_ids: null, hosted_payment_method_save: null },
    payments: {
      statement_descriptor: null,
      statement_descriptor_kana: null,
      statement_descriptor_kanji: null,
      statement_descriptor_prefix_kana: null,
      statement_descriptor_prefix_kanji: null,
    },
    payouts: {
      debit_negative_balances: true,
      schedule: { delay_days: 2, interval: 'daily' },
      statement_descriptor: null,
    },
    sepa_debit_payments: {},
  }
}
