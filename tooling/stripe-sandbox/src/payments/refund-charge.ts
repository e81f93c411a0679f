import { presentCharge } from '../present/charge.ts'
import { formatMoney } from '../present/format-money.ts'
import { presentRefund } from '../present/refund.ts'
import type { Change } from '../state/change.ts'
import { newId } from '../state/new-id.ts'
import type { ChargeRecord, Metadata, RefundRecord } from '../state/records.ts'
import { StripeFault } from '../wire/stripe-fault.ts'

interface RefundRequest {
  /** Null refunds all that is left. */
  readonly amount: number | null
  readonly reason: RefundRecord['reason']
  readonly metadata: Metadata
}

/**
 * Gives back part or all of a charge. Refunds of one charge never exceed it: 1000 charged, 400 and
 * then 600 refunded closes it, and one unit more is refused.
 *
 * @throws StripeFault `charge_already_refunded`, `charge_disputed` or `amount_too_large`.
 */
export function refundCharge(
  { put, emit, tables, nowS }: Change,
  charge: ChargeRecord,
  request: RefundRequest,
): RefundRecord {
  const amount = refundableAmount(charge, request.amount)
  const refund: RefundRecord = {
    id: newId(charge.method === 'card' ? 're' : 'pyr'),
    account: charge.account,
    chargeId: charge.id,
    paymentIntentId: charge.paymentIntentId,
    created: nowS,
    amount,
    currency: charge.currency,
    reason: request.reason,
    metadata: request.metadata,
    method: charge.method,
    balanceTransactionId: newId('txn'),
  }
  const refunded: ChargeRecord = {
    ...charge,
    amountRefunded: charge.amountRefunded + amount,
    refundIds: [...charge.refundIds, refund.id],
  }
  put('refund', refund)
  put('charge', refunded)
  put('balanceTransaction', {
    id: refund.balanceTransactionId,
    account: charge.account,
    created: nowS,
    type: 'refund',
    sourceId: refund.id,
    amount: -amount,
    fee: 0,
    currency: charge.currency,
  })
  const { account } = charge
  emit({ type: 'refund.created', account, object: presentRefund(refund) })
  emit({ type: 'charge.refunded', account, object: presentCharge(refunded, tables) })
  return refund
}

function refundableAmount(charge: ChargeRecord, requested: number | null): number {
  const left = charge.amount - charge.amountRefunded
  if (left === 0) {
    throw new StripeFault(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
      kept: true,
    })
  }
  if (charge.disputed) {
    throw new StripeFault(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
      kept: true,
    })
  }
  if (requested !== null && requested > left) {
    const [wanted, rest] = [requested, left].map((amount) => formatMoney(amount, charge.currency))
    throw new StripeFault(
      `Refund amount (${wanted}) is greater than unrefunded amount on charge (${rest})`,
      { code: 'amount_too_large', param: 'amount', kept: true },
    )
  }
  return requested ?? left
}
