import { z } from 'zod'

import { line } from '../scalars.ts'

const types = ['text', 'longtext', 'number', 'date', 'boolean', 'url', 'email', 'image'] as const

/** What a buyer is asked for when ordering a made-to-order product. */
const personalisationField = z
  .object({
    key: z.string(),
    label: z.string(),
    type: z.enum(types),
    required: z.boolean(),
    maxLength: z.int().optional().describe('Characters; of text and longtext alone'),
  })
  .meta({ id: 'PersonalisationField' })

export const personalisation = z
  .object({ fields: z.array(personalisationField) })
  .meta({ id: 'Personalisation' })

const fieldInput = z
  .strictObject({
    key: z
      .string()
      .regex(/^[a-z][a-zA-Z0-9_]{0,39}$/, 'A letter, then letters, digits or _')
      // Answers of these names are dropped: they mean something to JavaScript.
      .regex(/^(?!constructor$|prototype$)/, 'This key is reserved'),
    label: line(120),
    type: z.enum(types),
    required: z.boolean().default(false),
    maxLength: z.int().min(1).max(5_000).optional(),
  })
  .refine(({ type, maxLength }) => maxLength === undefined || type.endsWith('text'), {
    path: ['maxLength'],
    message: 'Only text and longtext have a length',
  })

export const personalisationInput = z.strictObject({
  fields: z
    .array(fieldInput)
    .min(1)
    .max(30)
    .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, {
      message: 'Two fields have the same key',
    }),
})

export type PersonalisationInput = z.output<typeof personalisationInput>
