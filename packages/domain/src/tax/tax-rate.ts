/** A tax a store charges, as the store entered it. */
export interface TaxRate {
  readonly id: string
  readonly name: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** null: the whole country. */
  readonly region: string | null
  /** 2000 is 20 %. */
  readonly rateBasisPoints: number
  /** null: the standard rate, for goods without a code or with a code no rate names. */
  readonly taxCode: string | null
  readonly appliesToShipping: boolean
}
