import { z } from 'zod'

import { line } from '../scalars.ts'

/** What search engines are told instead of the title and description. */
export const seo = z
  .object({ title: z.string().nullable(), description: z.string().nullable() })
  .meta({ id: 'Seo' })

export const seoInput = z.strictObject({
  title: line(200).nullable().optional(),
  description: line(500).nullable().optional(),
})

export type SeoInput = z.output<typeof seoInput>
