import { z } from 'zod'

import { id } from '../scalars.ts'
import { image } from './image.ts'

/** What a shop front may know about its store. */
export const storeFront = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    logo: image.nullable(),
    currency: z.string().describe('ISO 4217'),
    country: z.string().describe('ISO 3166-1 alpha-2'),
    locale: z.string(),
    supportEmail: z.string().nullable(),
    domain: z.string().nullable(),
    taxIncluded: z.boolean().describe('Prices include tax'),
    shipsTo: z.array(z.string()).describe('Countries; "*" is the rest of the world'),
    policies: z.object({
      returns: z.string().nullable(),
      privacy: z.string().nullable(),
      terms: z.string().nullable(),
    }),
    payments: z.object({ ready: z.boolean().describe('Checkout works') }),
  })
  .meta({ id: 'StoreFront' })
