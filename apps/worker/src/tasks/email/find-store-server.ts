import { isSmtpPort, SMTP_PORTS } from '@cartwright/contract/smtp-port'
import { MailError, type MailErrorKind } from '@cartwright/platform/mail/mail-error'
import { resolvePublicHost } from '@cartwright/platform/net/resolve-public-host'

import type { Runtime } from '../../runtime.ts'

export interface StoreServer {
  /** What TLS asks for. */
  readonly host: string
  /** What is connected to; the host is not looked up again. */
  readonly address: string
}

/** Where is the mail server that a store named? Any operator can name one, so it must lead neither
 *  into our own network nor to other programs. Throws `MailError`: `blocked` for such a server,
 *  `unavailable` while its address is not known. */
export async function findStoreServer(
  { settings, hosts: resolver }: Pick<Runtime, 'settings' | 'hosts'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<StoreServer> {
  if (!isSmtpPort(port)) {
    throw fault('blocked', `must be on one of the ports ${SMTP_PORTS.join(', ')}`)
  }
  const mayBePrivate = settings.allowPrivateSmtp
  const found = await resolvePublicHost(host, { resolver, mayBePrivate })
  switch (found.kind) {
    case 'resolved':
      return found
    case 'refused':
      throw fault(
        'blocked',
        found.reason === 'private'
          ? 'must not have an address inside a private network'
          : 'is named by what is neither a host name nor an address',
      )
    case 'unresolved':
      throw fault(
        'unavailable',
        found.reason === 'not_found' ? 'has no address' : 'could not be looked up',
      )
  }
}

function fault(kind: MailErrorKind, what: string): MailError {
  return new MailError({ kind, message: `The SMTP server of the store ${what}` })
}
