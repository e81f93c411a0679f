import { z } from 'zod'

import { id } from '../scalars.ts'

const widths = ['240', '480', '960', '1600'] as const

type Sizes = Readonly<Record<(typeof widths)[number], string>>

function isSizes(value: unknown): value is Sizes {
  if (typeof value !== 'object' || value === null) return false
  const found = new Map<string, unknown>(Object.entries(value))
  return found.size === widths.length && widths.every((it) => typeof found.get(it) === 'string')
}

/** Checked as it is: an object whose keys are numbers takes V8 a hundred times as long to copy as
 *  any other, and a page of products has dozens of these. */
const sizes = z
  .custom<Sizes>(isSizes, 'Must name an address for each width')
  .meta({
    type: 'object',
    properties: Object.fromEntries(widths.map((width) => [width, { type: 'string' }])),
    required: [...widths],
    additionalProperties: false,
  })
  .describe('Copies by width in pixels; the original where none was made (yet)')

/** A picture as a front end shows it. */
export const image = z
  .object({
    id: id.describe('Id of the file in the media library'),
    url: z.string().describe('The original'),
    alt: z.string().nullable(),
    width: z.int().describe('Pixels; 0 while unknown'),
    height: z.int().describe('Pixels; 0 while unknown'),
    isMain: z.boolean(),
    sortOrder: z.int(),
    sizes,
    placeholder: z.string().nullable().describe('ThumbHash in base64'),
  })
  .meta({ id: 'Image' })

export type Image = z.output<typeof image>
