import { z } from 'zod'

import { secretFacts } from './secret.ts'

export const tokenScope = z
  .enum(['live', 'preview'])
  .describe('live: what is for sale; preview: drafts too')

/** What lets a shop front speak for a store. */
export const storefrontToken = z
  .object({
    ...secretFacts,
    scopes: z.array(tokenScope),
    allowedOrigins: z.array(z.string()).describe('Empty: any origin'),
  })
  .meta({ id: 'StorefrontToken' })
