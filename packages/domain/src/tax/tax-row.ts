/** Why a taxed thing has the tax it has. */
export type TaxReason = 'standard' | 'reduced' | 'zero' | 'no_rate' | 'no_destination'

/**
 * The tax of one line or of the shipping charge. A row exists for each of them, zero or not:
 * later it is the only record of how the thing was treated.
 */
export interface TaxRow {
  readonly kind: 'line' | 'shipping'
  /** The line's id; the shipping method's for shipping. */
  readonly id: string
  readonly rateId: string | null
  readonly name: string | null
  readonly country: string | null
  readonly region: string | null
  readonly rateBasisPoints: number
  /** What the tax is on, always without the tax. */
  readonly base: number
  readonly amount: number
  readonly reason: TaxReason
}

/** The tax of one rate over the whole cart, as shown to the buyer. */
export interface TaxLine {
  readonly rateId: string
  readonly name: string
  readonly rateBasisPoints: number
  readonly base: number
  readonly amount: number
}
