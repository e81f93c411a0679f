import type { StockLevel } from '../src/inventory/stock-level.ts'

/** 10 on hand, 2 reserved, 3 held, tracked, no backorders, but for the terms given. */
export function buildStock(terms: Partial<StockLevel> = {}): StockLevel {
  return {
    variantId: 'v',
    onHand: 10,
    reserved: 2,
    held: 3,
    trackInventory: true,
    allowBackorder: false,
    ...terms,
  }
}
