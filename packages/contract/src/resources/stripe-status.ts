import { z } from 'zod'

/** How far a store has come with taking payments. */
export const stripeStatus = z
  .object({
    connected: z.boolean().describe('The store has an account at Stripe'),
    accountId: z.string().nullable(),
    chargesEnabled: z.boolean().describe('Checkout works'),
    payoutsEnabled: z.boolean(),
    detailsSubmitted: z.boolean().describe('The onboarding was gone through'),
    requirements: z.array(z.string()).describe('What Stripe still wants to know, in its own words'),
    mode: z.enum(['sandbox', 'test', 'live']).describe('Whether real money moves'),
  })
  .meta({ id: 'StripeStatus' })
