import { z } from 'zod'

import { id, timestamp } from '../scalars.ts'

export const mediaPurposes = ['general', 'product', 'collection', 'logo', 'email'] as const

export type MediaPurpose = (typeof mediaPurposes)[number]

/** One file as the media library tells it. */
export const libraryMedia = z
  .object({
    id,
    url: z.string().describe('Where everybody can read it'),
    pathname: z.string().describe('Its key in storage'),
    filename: z.string().describe('As it was named when sent'),
    kind: z.enum(['image', 'video', 'document']),
    mimeType: z.string().describe('Told by the bytes'),
    width: z.int().nullable(),
    height: z.int().nullable(),
    sizeBytes: z.int(),
    source: z.enum(['upload', 'remote', 'presigned', 'embed']),
    alt: z.string().nullable(),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'LibraryMedia' })

export type LibraryMedia = z.output<typeof libraryMedia>

/** The same, with what it was uploaded for. */
export const media = z.object({ ...libraryMedia.shape, purpose: z.string() }).meta({ id: 'Media' })

export type Media = z.output<typeof media>
