import type { StockChange, StockLevel } from './stock-level.ts'

/** The level after a change of its counters, with the change itself. Decides nothing. */
export function changeStock(
  level: StockLevel,
  deltas: Partial<Omit<StockChange, 'after'>>,
): StockChange {
  const { onHandDelta = 0, reservedDelta = 0, heldDelta = 0 } = deltas
  const after = {
    ...level,
    onHand: level.onHand + onHandDelta,
    reserved: level.reserved + reservedDelta,
    held: level.held + heldDelta,
  }
  return { after, onHandDelta, reservedDelta, heldDelta }
}
