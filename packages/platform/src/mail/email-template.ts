/**
 * A kind of e-mail: Liquid inside MJML for the HTML part, Liquid alone for subject and text part.
 *
 * In the HTML part every value is escaped; links must pass the `web_url` filter. A value that may
 * be missing is `null` in the data, because an unknown name is an error, not an empty text.
 */
export type EmailTemplate<Data extends object> = {
  readonly name: string
  readonly subject: string
  readonly mjml: string
  readonly text: string
  /** Data of the right shape: for previews, and to prove in a test that the template renders. */
  readonly sample: Data
}

export type RenderedEmail = {
  readonly subject: string
  readonly html: string
  readonly text: string
}
