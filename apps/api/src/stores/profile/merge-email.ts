import type { StoreEmailChanges } from '@cartwright/contract/resources/store-changes'
import type { StoreEmailSettings } from '@cartwright/db/json-columns'
import { parseHost } from '@cartwright/platform/net/parse-host'
import { isPublicAddress } from '@cartwright/platform/net/public-address'

type SmtpSettings = NonNullable<StoreEmailSettings['smtp']>
type SmtpChanges = NonNullable<StoreEmailChanges['smtp']>

export interface EmailRules {
  readonly seal: (password: string) => string
  /** Ends the operation, naming the field of the e-mail settings that is wrong. */
  readonly refuse: (field: readonly string[], message: string) => never
}

/** The e-mail settings as they will be. */
export function mergeEmail(
  known: StoreEmailSettings,
  changes: StoreEmailChanges,
  rules: EmailRules,
): StoreEmailSettings {
  const smtp = mergeSmtp(known.smtp, changes.smtp, rules)
  const { provider = known.provider ?? 'platform' } = changes
  const { fromName = known.fromName ?? null, fromAddress = known.fromAddress ?? null } = changes
  if (provider === 'smtp' && smtp === undefined) {
    rules.refuse(['smtp'], 'Name the mail server before mails are sent through it')
  }
  if (provider === 'smtp' && fromAddress === null) {
    rules.refuse(['fromAddress'], 'A mail server of your own needs an address to send from')
  }
  return { fromName, fromAddress, provider, ...(smtp && { smtp }) }
}

function mergeSmtp(
  known: SmtpSettings | undefined,
  changes: SmtpChanges | null | undefined,
  { seal, refuse }: EmailRules,
): SmtpSettings | undefined {
  if (changes === undefined) return known
  if (changes === null) return undefined
  const { password, ...server } = changes
  const fault = hostFault(server.host)
  if (fault !== null) refuse(['smtp', 'host'], fault)
  if (password !== undefined) return { ...server, sealedPassword: seal(password) }
  // The password known was meant for one server: it must not be had by naming another one.
  if (known !== undefined && isSameServer(known, server)) {
    return { ...server, sealedPassword: known.sealedPassword }
  }
  return refuse(['smtp', 'password'], 'Give the password again for another server or user')
}

/** Why no mail server can have this host. A name is not looked up here: where it leads is only
 *  certain at the moment of connecting, and the worker looks then. */
function hostFault(text: string): string | null {
  const host = parseHost(text)
  if (host === null) return 'The name of a mail server, or its address in four decimal numbers'
  const isReachable = host.kind === 'name' || isPublicAddress(host.address)
  return isReachable ? null : 'Name a mail server that is on the internet'
}

function isSameServer(known: SmtpSettings, server: Omit<SmtpChanges, 'password'>): boolean {
  const { host, port, secure, username } = known
  const isAsSafe = server.secure || !secure
  return isAsSafe && host === server.host && port === server.port && username === server.username
}
