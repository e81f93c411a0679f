import type { Database } from '@cartwright/db/database'
import { findProductByGtin } from '@cartwright/db/queries/product-by-gtin'
import { parseGtin } from '@cartwright/domain/catalogue/gtin'
import { z } from 'zod'

import type { OperationContext, StoreFacts } from '../../operation/context.ts'
import { readShortId } from '../short-id.ts'

/** The path of a trade item. Its parts are judged one after the other, see `findTradeItem`. */
export const tradeItemPath = {
  organization_id: z.string().max(200).describe("The store's id: 22 characters, or a UUID"),
  gtin: z.string().max(200).describe('8, 12, 13 or 14 digits'),
}

export interface TradeItemPath {
  readonly organization_id: string
  readonly gtin: string
}

type Caller = StoreFacts &
  Pick<OperationContext<never>, 'fail' | 'refuse'> & { readonly db: Database }

/** Which product does the path name? First the organisation is looked at, so that nobody learns
 *  anything about the goods of another one; `not_found` when it is not the caller's, or has nothing
 *  with this GTIN, `validation_failed` when either has not its form. */
export async function findTradeItem(ctx: Caller, path: TradeItemPath): Promise<string> {
  const organizationId = readShortId(path.organization_id)
  if (organizationId === null) {
    const message = 'An organization id has 22 characters, or is a UUID.'
    return ctx.refuse(['organization_id'], message)
  }
  if (organizationId !== ctx.storeId) return ctx.fail('not_found')
  const gtinKey = readGtin(ctx, path.gtin)
  const productId = await findProductByGtin(ctx.db, { storeId: ctx.storeId, gtinKey })
  return productId ?? ctx.fail('not_found')
}

function readGtin(ctx: Caller, text: string): string {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) {
    return ctx.refuse(['gtin'], 'GTIN must be 8, 12, 13, or 14 digits.')
  }
  const gtin = parseGtin(text)
  return gtin.ok ? gtin.value.key14 : ctx.refuse(['gtin'], 'The check digit of this GTIN is wrong.')
}
