import { isSlug } from '@cartwright/domain/catalogue/slug'
import { z } from 'zod'

/** A slug as somebody types it: nothing is changed about it, so it has to be right. */
export const storeSlug = z
  .string()
  .max(100)
  .refine(isSlug, 'Use a-z, 0-9 and single hyphens, and no word a front end needs itself')
  .describe('a-z, 0-9 and single hyphens')
