import type { UpdateProductInput } from '@cartwright/contract/resources/product-request'

import { type AttachingTools, settleAttached } from '../media/settle-attached.ts'

interface Attaching {
  readonly ctx: AttachingTools
  readonly input: Pick<UpdateProductInput, 'media' | 'variants'>
}

/** Looks at those pictures of a product and its variants that went straight to storage. */
export function settlePictures({ ctx, input: { media, variants } }: Attaching): Promise<void> {
  const ofVariants = (variants ?? []).map(({ imageId }) => imageId)
  return settleAttached(ctx, [...(media ?? []).map(({ mediaId }) => mediaId), ...ofVariants])
}
