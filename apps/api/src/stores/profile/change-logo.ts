import type { Transaction } from '@cartwright/db/database'
import { lockReadyImages } from '@cartwright/db/queries/media'
import { setMediaReferences } from '@cartwright/db/queries/media-references'

import { type AttachingTools, settleAttached } from '../../media/settle-attached.ts'
import type { OperationContext } from '../../operation/context.ts'

type LogoContext = Pick<OperationContext<never>, 'fail' | 'now'> & {
  readonly db: Transaction
  readonly storeId: string
}

interface Attaching {
  readonly ctx: AttachingTools
  readonly input: { readonly logoMediaId?: string | null | undefined }
}

/** Looks at the logo, if it went straight to storage. Before the transaction. */
export function settleLogo({ ctx, input }: Attaching): Promise<void> {
  return settleAttached(ctx, [input.logoMediaId])
}

/** Makes a picture of the media library the one the store uses as its logo, or none. Fails with
 *  `not_found` when this store has no such picture. */
export async function changeLogo(ctx: LogoContext, mediaId: string | null): Promise<void> {
  const { db, storeId, now } = ctx
  const mediaIds = mediaId === null ? [] : [mediaId]
  const pictures = await lockReadyImages(db, storeId, mediaIds)
  if (pictures.size < mediaIds.length) ctx.fail('not_found')
  const use = { storeId, entityType: 'store', entityId: storeId, role: 'logo' } as const
  await setMediaReferences(db, { ...use, mediaIds, now })
}
