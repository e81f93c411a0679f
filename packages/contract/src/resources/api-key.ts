import { z } from 'zod'

import { permissions } from '../permissions.ts'
import { secretFacts } from './secret.ts'

/** What lets a machine act for a store. */
export const apiKey = z
  .object({ ...secretFacts, scopes: z.array(z.enum(permissions)) })
  .meta({ id: 'ApiKey' })
