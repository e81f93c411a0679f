import { z } from 'zod'

/** A picture of a trade item: one place in the gallery of the product sold under a GTIN. */
export const tradeItemImage = z
  .object({
    id: z.string().describe('22 characters'),
    title: z.string().describe('Caption or role; "" when unset'),
    is_primary: z.boolean().describe('At most one of a trade item is'),
    priority: z.int().describe('Lower comes first'),
    created: z.string().describe('ISO 8601, UTC'),
    image_url: z.string().nullable().describe('The picture as it was uploaded'),
  })
  .meta({ id: 'TradeItemImage' })

export type TradeItemImage = z.output<typeof tradeItemImage>

/** Which pages there are, and which one this is. */
export const numberedPage = z
  .object({
    page: z.int(),
    page_size: z.int(),
    total_count: z.int(),
    total_pages: z.int(),
    has_next: z.boolean(),
    has_previous: z.boolean(),
  })
  .meta({ id: 'NumberedPage' })

export type NumberedPage = z.output<typeof numberedPage>
