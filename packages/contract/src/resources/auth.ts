import { z } from 'zod'

import { permissions, roles } from '../permissions.ts'
import { email, id, prose, timestamp } from '../scalars.ts'

/** A password somebody chooses. */
export const newPassword = prose(128).min(10).describe('10 to 128 characters')

export const user = z.object({ id, email, name: z.string() }).meta({ id: 'User' })

export const membership = z
  .object({
    storeId: id,
    storeName: z.string(),
    storeSlug: z.string(),
    role: z.enum(roles),
    permissions: z.array(z.enum(permissions)).describe('What the role allows in this store'),
  })
  .meta({ id: 'AuthMembership' })

export const authToken = z
  .string()
  .describe('A JWT: send it as Authorization: Bearer. Lives 7 days, or until it is logged out')

/** What signing in answers, whichever way it was done. */
export const signedIn = {
  token: authToken,
  expiresAt: timestamp,
  user,
  memberships: z.array(membership),
}

/** A sentence for people, where there is nothing else to say. */
export const message = { message: z.string() }
