import type { Currency } from '@cartwright/domain/money/currency'
import { formatMoney } from '@cartwright/domain/money/format-money'

import type { CartLine } from './price-loaded-cart.ts'

export interface CartNotice {
  readonly code: 'price_changed' | 'quantity_reduced' | 'item_unavailable'
  readonly itemId: string
  readonly message: string
}

export interface NoticeLanguage {
  readonly currency: Currency
  readonly locale: string
}

/** What should the buyer be told that happened to these lines since they were last written? */
export function noticesOf(
  lines: readonly CartLine[],
  language: NoticeLanguage,
): readonly CartNotice[] {
  return lines.flatMap((line) => noticesOfLine(line, language))
}

function noticesOfLine(line: CartLine, { currency, locale }: NoticeLanguage): CartNotice[] {
  const { id: itemId, title, quantity, suppliedQuantity, seenPrice, unitPrice } = line
  if (suppliedQuantity === 0) {
    const message = `${title} is not available any more.`
    return [{ code: 'item_unavailable', itemId, message }]
  }
  const notices: CartNotice[] = []
  if (suppliedQuantity < quantity) {
    const message = `Only ${suppliedQuantity} of ${title} are left; the cart asked for ${quantity}.`
    notices.push({ code: 'quantity_reduced', itemId, message })
  }
  if (unitPrice !== seenPrice) {
    const [before, after] = [seenPrice, unitPrice].map((it) => formatMoney(it, currency, locale))
    const message = `The price of ${title} changed from ${before} to ${after}.`
    notices.push({ code: 'price_changed', itemId, message })
  }
  return notices
}
