import { normaliseEmail } from '@cartwright/domain/customers/normalise-email'
import { splitName } from '@cartwright/domain/customers/split-name'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { Address } from '../json-columns.ts'

export interface Purchase {
  readonly storeId: string
  readonly newId: () => string
  readonly email: string
  readonly address: Address | null
  readonly acceptsMarketing: boolean
  readonly total: number
  readonly now: Date
}

/** Which customer bought this? The one with this e-mail address, made when there is none, with the
 *  purchase counted. Names, phone and address only fill gaps. Consent is given by ticking the box
 *  and never taken back by leaving it; who unsubscribed stays unsubscribed whatever was ticked. */
export async function recordBuyer(trx: Transaction, purchase: Purchase): Promise<string> {
  const { storeId, email, address, total, now } = purchase
  const name = splitName(address?.name ?? '')
  const addresses = JSON.stringify(address === null ? [] : [address])
  const state = purchase.acceptsMarketing ? 'subscribed' : 'never'
  const { rows } = await sql<{ id: string }>`
    insert into customers as known (
      store_id, id, email, email_key, first_name, last_name, phone, addresses,
      accepts_marketing, marketing_state, marketing_source, marketing_at,
      orders_count, total_spent, first_order_at, last_order_at, created_at, updated_at
    ) values (
      ${storeId}, ${purchase.newId()}, ${email.trim()}, ${normaliseEmail(email)},
      ${name.firstName || null}, ${name.lastName || null}, ${address?.phone ?? null},
      ${addresses}::jsonb, ${purchase.acceptsMarketing}, ${state},
      case when ${purchase.acceptsMarketing} then 'checkout' end,
      case when ${purchase.acceptsMarketing} then ${now}::timestamptz end,
      1, ${total}, ${now}, ${now}, ${now}, ${now}
    )
    on conflict (store_id, email_key) do update set
      first_name = coalesce(known.first_name, excluded.first_name),
      last_name = coalesce(known.last_name, excluded.last_name),
      phone = coalesce(known.phone, excluded.phone),
      addresses = case when known.addresses = '[]' then excluded.addresses else known.addresses end,
      accepts_marketing = case when ${mayConsent} then true else known.accepts_marketing end,
      marketing_state = case when ${mayConsent} then 'subscribed' else known.marketing_state end,
      marketing_source = case when ${mayConsent} then 'checkout' else known.marketing_source end,
      marketing_at = case when ${mayConsent} then excluded.marketing_at else known.marketing_at end,
      orders_count = known.orders_count + 1,
      total_spent = known.total_spent + excluded.total_spent,
      first_order_at = least(known.first_order_at, excluded.first_order_at),
      last_order_at = greatest(known.last_order_at, excluded.last_order_at),
      updated_at = excluded.updated_at
    returning id
  `.execute(trx)
  const [customer] = rows
  if (customer === undefined) throw new Error('An upsert answered no row')
  return customer.id
}

const mayConsent = sql`excluded.accepts_marketing and known.marketing_state in ('never', 'pending')`
