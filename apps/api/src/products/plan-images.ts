import type { ProductMediaInput } from '@cartwright/contract/resources/product-request'
import type { ProductMediaDraft } from '@cartwright/db/queries/product-media'
import { fail, ok, type Failure, type Result } from '@cartwright/domain/result'

import type { InputIssue } from '../operation/app-error.ts'

/** The images of a product as they are stored: exactly one is main, the first unless said; without
 *  a sort order they stay in the order they are listed in. */
export function planImages(
  media: readonly ProductMediaInput[],
  newId: () => string,
): Result<
  readonly ProductMediaDraft[],
  Failure<'invalid', { readonly issues: readonly InputIssue[] }>
> {
  const ids = media.map(({ mediaId }) => mediaId)
  const mains = media.flatMap(({ isMain }, at) => (isMain === true ? [at] : []))
  const repeated = ids.flatMap((id, at) => (ids.indexOf(id) < at ? [at] : []))
  const issues = [
    ...mains.slice(1).map((at) => issue([at, 'isMain'], 'Only one image can be the main one')),
    ...repeated.map((at) => issue([at, 'mediaId'], 'This image is listed twice')),
  ]
  if (issues.length > 0) return fail('invalid', { issues })
  const main = mains[0] ?? 0
  return ok(
    media.map(({ mediaId, alt, sortOrder }, at) => ({
      id: newId(),
      mediaId,
      isMain: at === main,
      sortOrder: sortOrder ?? at,
      alt: alt ?? null,
    })),
  )
}

function issue(path: readonly (string | number)[], message: string): InputIssue {
  return { path: ['media', ...path], message }
}
