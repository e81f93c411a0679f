import { MailError } from './mail-error.ts'
import type { EmailAddress, EmailMessage } from './mailer.ts'

const maxAddressLength = 254

/** Could mail be sent to this address? One `@`, no spaces, quotes, lists or comments; ≤ 254. */
export const isEmailAddress = (address: string): boolean =>
  address.length <= maxAddressLength &&
  /^[^\s\p{Cc}<>()[\]\\,;:"@]{1,64}@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u.test(address)

const invalid = (what: string): MailError =>
  new MailError({ kind: 'invalid', message: `The message has an unusable ${what}` })

const checkAddress = (address: EmailAddress, what: string): void => {
  if (!isEmailAddress(address.address)) throw invalid(what)
}

const isLine = (text: string): boolean => !/[\r\n\0]/.test(text)

/** Throws `MailError` (`invalid`) for a message that could smuggle in headers or recipients. */
export const checkMessage = (message: EmailMessage): void => {
  checkAddress(message.from, 'sender')
  checkAddress(message.to, 'recipient')
  if (message.replyTo !== undefined) checkAddress(message.replyTo, 'reply address')
  if (!isLine(message.subject)) throw invalid('subject')
  if (!/^<[^\s<>@]{1,200}@[^\s<>@]{1,200}>$/.test(message.messageId)) throw invalid('message id')
  for (const [name, value] of Object.entries(message.headers)) {
    if (!/^[A-Za-z0-9-]{1,76}$/.test(name) || !isLine(value)) throw invalid('header')
  }
}
