import type { StockLevel } from './stock-level.ts'

/**
 * How many can still be promised? on hand − reserved − held; null when stock is not tracked. With
 * backorders allowed it may be negative: that many are owed. 10 on hand, 2 reserved, 3 held → 5.
 */
export function availability(level: Omit<StockLevel, 'variantId'>): number | null {
  return level.trackInventory ? level.onHand - level.reserved - level.held : null
}

/** Does stock limit what can be sold? Not when it is untracked or may be backordered. */
export function isLimited(level: Pick<StockLevel, 'trackInventory' | 'allowBackorder'>): boolean {
  return level.trackInventory && !level.allowBackorder
}

/** Can so many units be promised now? */
export function canSupply(level: Omit<StockLevel, 'variantId'>, quantity: number): boolean {
  return !isLimited(level) || (availability(level) ?? 0) >= quantity
}
