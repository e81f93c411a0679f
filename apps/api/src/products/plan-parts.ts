import type {
  ProductMediaInput,
  VariantInput,
} from '@cartwright/contract/resources/product-request'
import type { ProductMediaDraft } from '@cartwright/db/queries/product-media'
import type { ProductOption } from '@cartwright/domain/catalogue/option-fault'
import { fail, ok, type Result } from '@cartwright/domain/result'
import type { Ids } from '@cartwright/platform/ids'

import { planImages } from './plan-images.ts'
import {
  type KnownProduct,
  planVariants,
  type VariantPlan,
  type VariantPlanFailure,
} from './plan-variants.ts'

export interface PartsRequest {
  readonly options?: readonly ProductOption[] | undefined
  readonly variants?: readonly VariantInput[] | undefined
  readonly price?: number | undefined
  readonly sku?: string | undefined
  readonly media?: readonly ProductMediaInput[] | undefined
  readonly collectionIds?: readonly string[] | undefined
}

export interface ProductPlan {
  /** Null: variants and options stay as they are. */
  readonly variants: VariantPlan | null
  /** Null: they stay. */
  readonly images: readonly ProductMediaDraft[] | null
  readonly collectionIds: readonly string[] | null
}

export interface PlanningTools {
  readonly ids: Ids
  /** Made-up SKUs begin with it. */
  readonly skuStem: string
}

/** What a request wants to become of everything that hangs on a product. */
export function planParts(
  known: KnownProduct,
  request: PartsRequest,
  { ids, skuStem }: PlanningTools,
): Result<ProductPlan, VariantPlanFailure> {
  const images = request.media === undefined ? ok(null) : planImages(request.media, ids.uuidv7)
  const variants = planVariants(known, request, {
    price: request.price,
    newId: ids.uuidv7,
    newSku: () => `${skuStem.slice(0, 60)}-${ids.randomHex(8)}`.toUpperCase(),
  })
  if (!variants.ok && variants.error.code === 'not_found') return variants
  const issues = [variants, images].flatMap((it) =>
    it.ok || it.error.code === 'not_found' ? [] : it.error.details.issues,
  )
  if (!variants.ok || !images.ok) return fail('invalid', { issues })
  return ok({
    variants: variants.value,
    images: images.value,
    collectionIds: request.collectionIds ?? null,
  })
}
