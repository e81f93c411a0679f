import { z } from 'zod'

import { countryCode, currencyCode, email, idInput, line, prose } from '../scalars.ts'
import { SMTP_PORTS } from '../smtp-port.ts'
import { storeSlug } from '../store-slug.ts'
import { webOrigins } from '../web-origin.ts'

const policy = prose(50_000).nullable().optional()

const locale = z
  .string()
  .max(35)
  .refine(
    (tag) => Intl.DateTimeFormat.supportedLocalesOf(wellFormed(tag)).length > 0,
    'No such locale',
  )
  .describe('BCP 47, such as en-GB')

const smtpServer = z.strictObject({
  host: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'The name of a mail server')
    .describe('A name, or a public IPv4 address'),
  port: z.literal(SMTP_PORTS, `One of ${SMTP_PORTS.join(', ')}`),
  secure: z.boolean().describe('TLS from the first byte on; otherwise STARTTLS'),
  username: line(254),
  password: line(1_000).optional().describe('Write-only; left out: the one known for this server'),
})

const storeEmailChanges = z.strictObject({
  fromName: line(120)
    .regex(/^[^\p{Cc}]*$/u, 'One line')
    .nullable()
    .optional(),
  fromAddress: email.nullable().optional(),
  provider: z.enum(['platform', 'smtp']).optional(),
  smtp: smtpServer.nullable().optional(),
})

/** What an operator may change about a store: any of it, and nothing else changes. */
export const storeChanges = z.strictObject({
  name: line(120).optional(),
  slug: storeSlug.optional(),
  description: prose(5_000).nullable().optional(),
  logoMediaId: idInput.nullable().optional().describe('A picture of the media library'),
  currency: currencyCode.optional().describe('Only while the store has no orders'),
  country: countryCode.optional(),
  locale: locale.optional(),
  supportEmail: email.nullable().optional(),
  orderPrefix: z
    .string()
    .regex(/^[A-Z0-9]{1,10}$/, 'One to ten of A-Z and 0-9')
    .optional(),
  taxIncluded: z.boolean().optional().describe('Prices include tax'),
  taxRounding: z.enum(['per_line', 'per_order']).optional(),
  newsletter: z.strictObject({ doubleOptIn: z.boolean() }).optional(),
  reviews: z.strictObject({ autoApprove: z.boolean() }).optional(),
  checkout: z.strictObject({ holdMinutes: z.int().min(30).max(1_440) }).optional(),
  embed: z.strictObject({ allowedOrigins: webOrigins }).optional(),
  media: z
    .strictObject({
      quotaBytes: z.int().min(0).optional().describe('Room for original files; 0: no limit'),
      graceDays: z.int().min(0).max(365).optional(),
    })
    .optional(),
  policies: z.strictObject({ returns: policy, privacy: policy, terms: policy }).optional(),
  email: storeEmailChanges.optional(),
})

export type StoreChanges = z.output<typeof storeChanges>
export type StoreEmailChanges = z.output<typeof storeEmailChanges>

/** The tag in a list as `Intl` takes it: it throws for one that is malformed. */
function wellFormed(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag)
  } catch {
    return []
  }
}
