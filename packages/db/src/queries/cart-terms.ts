import type { ShippingZone } from '@cartwright/domain/shipping/shipping-zone'
import type { TaxRate } from '@cartwright/domain/tax/tax-rate'
import { sql } from 'kysely'

import type { Database } from '../database.ts'
import type { DiscountRecord } from './discount-record.ts'

/** What a store grants and charges, as far as it concerns one cart. */
export interface CartTerms {
  /** Those with one of the codes, and every automatic one that may work now. */
  readonly discounts: readonly (DiscountRecord & { readonly customerUses: number })[]
  readonly zones: readonly ShippingZone[]
  readonly taxRates: readonly TaxRate[]
}

export interface CartTermsRequest {
  readonly storeId: string
  /** Trimmed and lower-cased, as `codeKey` makes them. */
  readonly codeKeys: readonly string[]
  /** Normalised; null while the buyer is unknown. */
  readonly emailKey: string | null
  readonly now: Date
}

const discounts = ({ storeId, codeKeys, emailKey, now }: CartTermsRequest) => sql`
  select coalesce(json_agg(json_build_object(
    'id', d.id,
    'code', d.code,
    'codeKey', d.code_key,
    'title', d.title,
    'type', d.type,
    'value', d.value,
    'isActive', d.is_active,
    'usageLimit', d.usage_limit,
    'usedCount', d.used_count,
    'perCustomerLimit', d.per_customer_limit,
    'startsAt', (extract(epoch from d.starts_at) * 1000)::bigint,
    'endsAt', (extract(epoch from d.ends_at) * 1000)::bigint,
    'minimumOrderAmount', d.minimum_order_amount,
    'minimumQuantity', d.minimum_quantity,
    'scope', d.scope,
    'targetIds', d.target_ids,
    'combinesWith', d.combines_with,
    'customerUses', (
      select count(*) from discount_redemptions r
        join customers k on k.store_id = r.store_id and k.id = r.customer_id
       where r.store_id = d.store_id and r.discount_id = d.id and k.email_key = ${emailKey}::text
    )
  ) order by d.id), '[]'::json)
    from discounts d
   where d.store_id = ${storeId} and d.type <> 'buy_x_get_y'
     and (d.code_key = any(${codeKeys}::text[]) or (
       d.code is null and d.is_active
       and (d.starts_at is null or d.starts_at <= ${now})
       and (d.ends_at is null or d.ends_at > ${now})
     ))`

const zones = (storeId: string) => sql`
  select coalesce(json_agg(json_build_object(
    'id', z.id,
    'name', z.name,
    'countries', z.countries,
    'regions', z.regions,
    'methods', (
      select coalesce(json_agg(json_build_object(
        'id', m.id,
        'name', m.name,
        'description', m.description,
        'price', m.price,
        'freeAbove', m.free_above,
        'minWeightGrams', m.min_weight_grams,
        'maxWeightGrams', m.max_weight_grams,
        'minSubtotal', m.min_subtotal,
        'maxSubtotal', m.max_subtotal,
        'estimatedDays', case when m.estimated_min_days is not null and m.estimated_max_days is not null
          then json_build_object('min', m.estimated_min_days, 'max', m.estimated_max_days) end
      ) order by m.position, m.id), '[]'::json)
        from shipping_methods m where m.store_id = z.store_id and m.zone_id = z.id
    )
  ) order by z.id), '[]'::json)
    from shipping_zones z where z.store_id = ${storeId}`

const taxRates = (storeId: string) => sql`
  select coalesce(json_agg(json_build_object(
    'id', t.id,
    'name', t.name,
    'country', t.country,
    'region', t.region,
    'rateBasisPoints', t.rate_basis_points,
    'taxCode', t.tax_code,
    'appliesToShipping', t.applies_to_shipping
  ) order by t.id), '[]'::json)
    from tax_rates t where t.store_id = ${storeId}`

/** Everything that decides a cart's price besides its lines, in one statement. */
export async function findCartTerms(db: Database, request: CartTermsRequest): Promise<CartTerms> {
  const { storeId } = request
  const { rows } = await sql<CartTerms>`
    select (${discounts(request)}) as discounts,
           (${zones(storeId)}) as zones,
           (${taxRates(storeId)}) as tax_rates
  `.execute(db)
  return rows[0] ?? { discounts: [], zones: [], taxRates: [] }
}
