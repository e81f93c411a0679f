import { z } from 'zod'

import { countryCode, currencyCode, email, id, timestamp } from '../scalars.ts'
import { image } from './image.ts'

/** How a store's mails are sent. The password of a mail server is never told. */
export const storeEmail = z.object({
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  provider: z.enum(['platform', 'smtp']).describe('Ours, or a mail server of the store’s own'),
  smtp: z
    .object({
      host: z.string(),
      port: z.int(),
      secure: z.boolean().describe('TLS from the first byte on'),
      username: z.string(),
    })
    .nullable(),
})

/** A store as its operators see it. */
export const store = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    logo: image.nullable(),
    currency: currencyCode,
    country: countryCode,
    locale: z.string().describe('BCP 47'),
    supportEmail: email.nullable(),
    orderPrefix: z.string().describe('Of order numbers: CC-2026-20288C'),
    taxIncluded: z.boolean().describe('Prices include tax'),
    taxRounding: z.enum(['per_line', 'per_order']),
    domain: z.string().nullable(),
    shipsTo: z.array(z.string()).describe('Of the shipping zones; "*" is the rest of the world'),
    newsletter: z.object({ doubleOptIn: z.boolean() }),
    reviews: z.object({ autoApprove: z.boolean() }),
    checkout: z.object({ holdMinutes: z.int() }),
    embed: z.object({ allowedOrigins: z.array(z.string()) }),
    media: z.object({
      quotaBytes: z.int().describe('Room for original files; 0: no limit'),
      graceDays: z.int().describe('How long a file stays after nothing uses it any more'),
    }),
    policies: z.object({
      returns: z.string().nullable(),
      privacy: z.string().nullable(),
      terms: z.string().nullable(),
    }),
    email: storeEmail,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Store' })
