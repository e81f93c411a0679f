/** What a store has of one variant, in units. */
export interface StockLevel {
  readonly variantId: string
  /** Physically there; negative only where backorders are allowed. */
  readonly onHand: number
  /** Sold and not yet shipped. */
  readonly reserved: number
  /** In checkouts that have not lapsed. */
  readonly held: number
  readonly trackInventory: boolean
  readonly allowBackorder: boolean
}

/** A change of one level, as the movements ledger records it. */
export interface StockChange {
  readonly after: StockLevel
  readonly onHandDelta: number
  readonly reservedDelta: number
  readonly heldDelta: number
}

/** How many were asked for, and how many there are. */
export interface StockShortage {
  readonly variantId: string
  readonly requested: number
  readonly available: number
}
