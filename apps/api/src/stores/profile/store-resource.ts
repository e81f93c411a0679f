import type { store } from '@cartwright/contract/resources/store'
import type { StoreEmailSettings } from '@cartwright/db/json-columns'
import type { StoreDetails } from '@cartwright/db/queries/store-details'
import type { z } from 'zod'

import { type FileAddresses, imageResource } from '../../resources/image-resource.ts'

type Store = z.input<typeof store>

/** A store as its operators see it. */
export function storeResource(row: StoreDetails, files: FileAddresses): Store {
  const { returns = null, privacy = null, terms = null } = row.policies
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    logo: row.logo === null ? null : imageResource(row.logo, files),
    currency: row.currency,
    country: row.country,
    locale: row.locale,
    supportEmail: row.supportEmail,
    orderPrefix: row.orderPrefix,
    taxIncluded: row.taxIncluded,
    taxRounding: row.taxRounding,
    domain: row.domain,
    shipsTo: row.shipsTo,
    newsletter: { doubleOptIn: row.newsletterDoubleOptIn },
    reviews: { autoApprove: row.reviewAutoApprove },
    checkout: { holdMinutes: row.holdMinutes },
    embed: { allowedOrigins: row.embedAllowedOrigins },
    media: { quotaBytes: row.mediaQuotaBytes, graceDays: row.mediaGraceDays },
    policies: { returns, privacy, terms },
    email: emailResource(row.emailSettings),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function emailResource(settings: StoreEmailSettings): Store['email'] {
  const { fromName = null, fromAddress = null, provider = 'platform', smtp } = settings
  if (smtp === undefined) return { fromName, fromAddress, provider, smtp: null }
  const { host, port, secure, username } = smtp
  return { fromName, fromAddress, provider, smtp: { host, port, secure, username } }
}
