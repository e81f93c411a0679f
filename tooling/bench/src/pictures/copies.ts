/** What is made of one picture. */
export type Copies = {
  readonly placeholder: string
  /** The narrowest first. */
  readonly files: readonly Buffer[]
}
