import { sql } from 'kysely'

import type { Database } from '../database.ts'
import type { StorePolicies } from '../json-columns.ts'
import type { ImageRow } from './product-row.ts'

/** What shop fronts show of their store. */
export interface StoreFrontRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly description: string | null
  readonly logo: ImageRow | null
  readonly currency: string
  readonly country: string
  readonly locale: string
  readonly supportEmail: string | null
  readonly domain: string | null
  readonly taxIncluded: boolean
  readonly policies: StorePolicies
  /** Countries of all its shipping zones, sorted; '*' is the rest of the world. */
  readonly shipsTo: string[]
  /** Its Stripe account can take payments. */
  readonly canTakePayments: boolean
}

/** One store as its shop fronts show it; one statement. */
export async function findStoreFront(
  db: Database,
  storeId: string,
): Promise<StoreFrontRow | undefined> {
  const { rows } = await sql<StoreFrontRow>`
    select s.id, s.slug, s.name, s.description, s.currency, s.country, s.locale, s.support_email,
      s.domain, s.tax_included, s.policies,
      (
        select json_build_object('id', m.id, 'key', m.key, 'alt', m.alt, 'width', m.width,
          'height', m.height, 'sizes', m.sizes, 'placeholder', m.placeholder)
        from media m where m.store_id = s.id and m.id = s.logo_media_id
      ) as logo,
      array(
        select distinct country from shipping_zones z cross join unnest(z.countries) country
        where z.store_id = s.id order by country
      ) as ships_to,
      exists (
        select 1 from stripe_accounts a
        where a.store_id = s.id and a.is_current and a.charges_enabled
      ) as can_take_payments
    from stores s where s.id = ${storeId}`.execute(db)
  return rows[0]
}
