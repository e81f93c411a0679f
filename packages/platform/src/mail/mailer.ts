export type EmailAddress = {
  /** Shown beside the address; any text, the header is encoded. */
  readonly name: string | null
  readonly address: string
}

export type EmailMessage = {
  readonly from: EmailAddress
  readonly to: EmailAddress
  readonly replyTo?: EmailAddress
  readonly subject: string
  readonly html: string
  readonly text: string
  /** Further headers, such as `List-Unsubscribe`. */
  readonly headers: Readonly<Record<string, string>>
  /** `<left@right>`; the same for every attempt, so that the receiving side can drop a repeat. */
  readonly messageId: string
}

/** The machine that sends mail. */
export type Mailer = {
  /** Hands one message to the mail server. Throws `MailError`. */
  send(message: EmailMessage): Promise<void>
  /** Lets running deliveries finish and closes the connections. */
  close(): Promise<void>
}
