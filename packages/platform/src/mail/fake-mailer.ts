import { checkMessage } from './check-message.ts'
import type { MailError } from './mail-error.ts'
import type { EmailMessage, Mailer } from './mailer.ts'

export type FakeMailer = Mailer & {
  /** Every message handed over, in order. */
  readonly sent: readonly EmailMessage[]
  /** The next sends fail; with `mayHaveBeenSent` the message is kept nevertheless. */
  readonly failNext: (error: MailError, times?: number) => void
}

/** A mailer that keeps messages in memory and refuses the same ones as the real one. */
export const fakeMailer = (): FakeMailer => {
  const sent: EmailMessage[] = []
  const failures: MailError[] = []
  return {
    sent,
    failNext: (error, times = 1) => {
      for (let count = 0; count < times; count += 1) failures.push(error)
    },
    send: async (message) => {
      checkMessage(message)
      const failure = failures.shift()
      if (failure === undefined || failure.mayHaveBeenSent) sent.push(message)
      if (failure !== undefined) throw failure
    },
    close: async () => undefined,
  }
}
