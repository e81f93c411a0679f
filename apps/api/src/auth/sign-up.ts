import { newPassword, signedIn } from '@cartwright/contract/resources/auth'
import { countryCode, currencyCode, email, id, line } from '@cartwright/contract/scalars'
import { storeSlug } from '@cartwright/contract/store-slug'
import { hashPassword } from '@cartwright/identity/hash-password'
import { signToken } from '@cartwright/identity/sign-token'
import { z } from 'zod'

import { openOperation } from '../operation/operation.ts'
import { limits } from '../operation/rate-limit/limits.ts'
import { membershipResource } from './membership-resource.ts'
import { openAccount } from './open-account.ts'

export const signUp = openOperation({
  method: 'POST',
  path: '/api/v1/auth/signup',
  status: 201,
  summary: 'Open an account with its first store',
  description: 'The new user owns the store and is signed in.',
  input: z.strictObject({
    email,
    password: newPassword,
    name: line(120),
    storeName: line(120),
    storeSlug: storeSlug.optional().describe('Made from the name when left out'),
    currency: currencyCode.default('GBP'),
    country: countryCode.default('GB'),
  }),
  output: z.object({
    ...signedIn,
    store: z.object({
      id,
      slug: z.string(),
      name: z.string(),
      currency: currencyCode,
      country: countryCode,
    }),
  }),
  errors: ['email_taken', 'slug_taken'],
  rateLimit: 'sign-in',
}).staged(async ({ ctx, input }) => {
  const { identity, ids, now } = ctx
  const { name, storeName, currency, country } = input
  const address = input.email.toLowerCase()
  ctx.enforceLimit(limits.signInByAccount, `signup:${address}`)
  const passwordHash = await hashPassword(identity, input.password)
  const store = { name: storeName, currency, country }
  const opened = await openAccount(
    ctx.db,
    {
      user: { email: address, name, passwordHash, now },
      store: { ...store, slug: input.storeSlug ?? null, now },
      device: { ipAddress: ctx.clientAddress, userAgent: ctx.header('user-agent') ?? null },
    },
    { ids, refuse: ctx.fail },
  )
  const { storeId, storeSlug, session } = opened
  return {
    token: await signToken(identity, session),
    expiresAt: session.expiresAt.toISOString(),
    user: { id: opened.userId, email: address, name },
    store: { id: storeId, slug: storeSlug, ...store },
    memberships: [membershipResource({ storeId, storeName, storeSlug, role: 'owner' })],
  }
})
