/** Where something is taxed or sent: what the rules need of an address. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** State, province or county, as its code (`CA`, `US-CA`) or its name. */
  readonly region?: string | null
}
