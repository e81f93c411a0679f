import { z } from 'zod'

import { id } from '../scalars.ts'

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
    sizes: z
      .object({ 240: z.string(), 480: z.string(), 960: z.string(), 1600: z.string() })
      .describe('Copies by width in pixels; the original where none was made (yet)'),
    placeholder: z.string().nullable().describe('ThumbHash in base64'),
  })
  .meta({ id: 'Image' })

export type Image = z.output<typeof image>
