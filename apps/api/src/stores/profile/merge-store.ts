import type { StoreChanges } from '@cartwright/contract/resources/store-changes'
import type { StoreEmailSettings } from '@cartwright/db/json-columns'
import type { StoreDetails, StoreValues } from '@cartwright/db/queries/store-details'

/** The store as it will be: what the changes name, and everything else as it was. */
export function mergeStore(
  known: StoreDetails,
  changes: StoreChanges,
  emailSettings: StoreEmailSettings,
): StoreValues {
  return {
    name: changes.name ?? known.name,
    slug: changes.slug ?? known.slug,
    description: orKnown(changes.description, known.description),
    logoMediaId: orKnown(changes.logoMediaId, known.logoMediaId),
    currency: changes.currency ?? known.currency,
    country: changes.country ?? known.country,
    locale: changes.locale ?? known.locale,
    supportEmail: orKnown(changes.supportEmail, known.supportEmail),
    orderPrefix: changes.orderPrefix ?? known.orderPrefix,
    taxIncluded: changes.taxIncluded ?? known.taxIncluded,
    taxRounding: changes.taxRounding ?? known.taxRounding,
    newsletterDoubleOptIn: changes.newsletter?.doubleOptIn ?? known.newsletterDoubleOptIn,
    reviewAutoApprove: changes.reviews?.autoApprove ?? known.reviewAutoApprove,
    holdMinutes: changes.checkout?.holdMinutes ?? known.holdMinutes,
    embedAllowedOrigins: changes.embed?.allowedOrigins ?? known.embedAllowedOrigins,
    mediaQuotaBytes: changes.media?.quotaBytes ?? known.mediaQuotaBytes,
    mediaGraceDays: changes.media?.graceDays ?? known.mediaGraceDays,
    policies: {
      returns: orKnown(changes.policies?.returns, known.policies.returns ?? null),
      privacy: orKnown(changes.policies?.privacy, known.policies.privacy ?? null),
      terms: orKnown(changes.policies?.terms, known.policies.terms ?? null),
    },
    emailSettings,
  }
}

/** Null is a change, to nothing; only what was left out stays. */
function orKnown<Value>(changed: Value | undefined, known: Value): Value {
  return changed === undefined ? known : changed
}
