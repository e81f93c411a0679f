import { fulfilmentProgress } from './fulfilment-progress.ts'
import type { OrderProgress } from './fulfilment-progress.ts'
import { giveUpUnits } from './give-up-units.ts'
import type { LineQuantity, OrderLine } from './order-line.ts'
import { stockMoves } from './stock-moves.ts'
import type { StockMove } from './stock-moves.ts'

export interface RefundOfUnits {
  readonly order: OrderProgress
  readonly lines: readonly OrderLine[]
  readonly refunded: readonly LineQuantity[]
  readonly restock: boolean
}

export interface RefundEffect extends OrderProgress {
  readonly lines: readonly {
    readonly orderLineId: string
    readonly quantity: number
    /** Of the quantity, the units that were not shipped and now never are. */
    readonly cancelledQuantity: number
  }[]
  readonly stock: readonly StockMove[]
}

/**
 * What does it change, besides money, that these units were refunded? Units not shipped are taken
 * first and never ship. Fulfilment only moves on where units were cancelled: a refund alone ships
 * and returns nothing. Never refused, because it is asked when the money is gone: units that are not
 * left to refund are left out.
 */
export function refundEffect({ order, lines, refunded, restock }: RefundOfUnits): RefundEffect {
  const asked = new Map(refunded.map((one) => [one.orderLineId, one.quantity]))
  const quantities = new Map(
    lines.map((line) => {
      return [line.id, Math.min(asked.get(line.id) ?? 0, line.quantity - line.refundedQuantity)]
    }),
  )
  const givenUp = lines.map((line) => giveUpUnits(line, quantities.get(line.id) ?? 0))
  const after = givenUp.map(({ line, cancelled }) => ({
    ...line,
    cancelledQuantity: line.cancelledQuantity + cancelled,
  }))
  return {
    lines: givenUp
      .map(({ line, cancelled }) => ({
        orderLineId: line.id,
        quantity: quantities.get(line.id) ?? 0,
        cancelledQuantity: cancelled,
      }))
      .filter(({ quantity }) => quantity > 0),
    stock: stockMoves(givenUp, restock),
    ...fulfilmentProgress(order, after),
  }
}
