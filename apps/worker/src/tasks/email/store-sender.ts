import type { MailingStore } from '@cartwright/db/queries/mailing-store'
import { unseal } from '@cartwright/platform/crypto/seal'
import type { EmailAddress, Mailer } from '@cartwright/platform/mail/mailer'
import { smtpMailer } from '@cartwright/platform/mail/smtp-mailer'
import { smtpPasswordPurpose } from '@cartwright/platform/mail/smtp-password'

import type { Runtime } from '../../runtime.ts'
import { findStoreServer } from './find-store-server.ts'

export interface StoreSender {
  readonly from: EmailAddress
  readonly mailer: Mailer
  /** Closes what was opened for this store alone. */
  readonly close: () => Promise<void>
}

/** Through which server, and as whom, does this store send its mail? Its own server when it named
 *  one, else the platform's; its own address and name where it has them. Throws `MailError`
 *  when its server cannot be found or must not be connected to, and an error when the password for
 *  it cannot be opened. */
export async function storeSender(
  { settings, mailer, hosts }: Pick<Runtime, 'settings' | 'mailer' | 'hosts'>,
  store: MailingStore,
  open: typeof smtpMailer = smtpMailer,
): Promise<StoreSender> {
  const { fromName, fromAddress, provider, smtp } = store.emailSettings
  const from = { name: fromName ?? store.name, address: fromAddress ?? settings.mailFrom }
  if (provider !== 'smtp' || smtp === undefined) {
    return { from, mailer, close: () => Promise.resolve() }
  }
  const { host, address } = await findStoreServer({ settings, hosts }, smtp)
  const password = unseal(smtp.sealedPassword, smtpPasswordPurpose(store.id), [settings.sealKey])
  if (password === null) throw new Error('The SMTP password was sealed with another key')
  const own = open({ url: smtpUrl({ ...smtp, host }, password), address })
  return { from, mailer: own, close: () => own.close() }
}

type Smtp = NonNullable<MailingStore['emailSettings']['smtp']>

/** Never shown to anybody: it contains the password. */
function smtpUrl({ host, port, secure, username }: Smtp, password: string): URL {
  const [user, pass] = [encodeURIComponent(username), encodeURIComponent(password)]
  const credentials = user === '' ? '' : `${user}:${pass}@`
  // Parsed without throwing: the error of the constructor repeats what it was given.
  const url = URL.parse(`${secure ? 'smtps' : 'smtp'}://${credentials}${host}:${port}`)
  if (url === null) throw new Error('The SMTP server of the store is not an address')
  return url
}
