import { isIP } from 'node:net'
import { Readable } from 'node:stream'

import { createTransport } from 'nodemailer'
import type { PluginFunction } from 'nodemailer/lib/mailer'

import { checkMessage } from './check-message.ts'
import { headerText } from './header-text.ts'
import { MailError } from './mail-error.ts'
import type { MailErrorKind } from './mail-error.ts'
import type { EmailAddress, EmailMessage, Mailer } from './mailer.ts'

export type SmtpOptions = {
  /**
   * `smtp://user:password@host:587` or `smtps://…:465`. With credentials the connection must become
   * encrypted before they are sent, except to this machine; `?tls=off` lifts that.
   */
  readonly url: URL
  /** Where the URL's host was found. With it nothing is looked up, and TLS still asks for the host. */
  readonly address?: string
  /** To connect and to be greeted; 10 seconds by default. */
  readonly connectTimeoutMs?: number
  /** Without a byte in either direction; 30 seconds by default. */
  readonly idleTimeoutMs?: number
  /** 3 by default. */
  readonly maxConnections?: number
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

const transportOptions = (options: SmtpOptions) => {
  const { url, connectTimeoutMs = 10_000, idleTimeoutMs = 30_000, maxConnections = 3 } = options
  const secure = url.protocol === 'smtps:'
  const hasCredentials = url.username !== ''
  const name = url.hostname.replaceAll(/^\[|\]$/g, '')
  const host = options.address ?? name
  const mayStayPlain = isLoopback(host) || url.searchParams.get('tls') === 'off'
  return {
    pool: true as const,
    maxConnections,
    host,
    // A certificate for an address is asked for by connecting there; SNI knows names only.
    ...(isIP(name) === 0 ? { tls: { servername: name } } : {}),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: hasCredentials && !secure && !mayStayPlain,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: idleTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(hasCredentials
      ? {
          auth: {
            user: decodeURIComponent(url.username),
            pass: decodeURIComponent(url.password),
          },
        }
      : {}),
  }
}

const mailbox = ({ name, address }: EmailAddress) => ({ name: headerText(name ?? ''), address })

const sendable = (message: EmailMessage) => {
  return {
    from: mailbox(message.from),
    to: mailbox(message.to),
    ...(message.replyTo === undefined ? {} : { replyTo: mailbox(message.replyTo) }),
    subject: message.subject,
    html: message.html,
    text: message.text,
    headers: { ...message.headers },
    messageId: message.messageId,
  }
}

const detail = (
  error: unknown,
): { readonly code: string; readonly responseCode: number | null } => {
  const fields = new Map(Object.entries(error instanceof Error ? error : {}))
  const responseCode: unknown = fields.get('responseCode')
  return {
    code: String(fields.get('code') ?? 'unknown'),
    responseCode: typeof responseCode === 'number' ? responseCode : null,
  }
}

const kindOf = (code: string, responseCode: number | null): MailErrorKind => {
  if (code === 'EAUTH' || code === 'ETLS' || code === 'EREQUIRETLS') return 'misconfigured'
  if (responseCode === null) return 'unavailable'
  return responseCode >= 500 ? 'rejected' : 'deferred'
}

const translate = (error: unknown, isBodyUnderWay: boolean): MailError => {
  const { code, responseCode } = detail(error)
  // The server's own words often quote the address, so only codes are kept.
  return new MailError({
    kind: kindOf(code, responseCode),
    message: `The mail server did not take the message: ${code} ${responseCode ?? ''}`.trim(),
    responseCode,
    mayHaveBeenSent: isBodyUnderWay && responseCode === null,
  })
}

/**
 * Tells which messages' bodies a connection has begun to take. Its own errors do not say whether a
 * connection broke before or after that, and only after it a repeat could deliver twice.
 */
const bodyWatch = () => {
  const underWay = new Set<string>()
  const watch: PluginFunction = (mail, done) => {
    const { message } = mail
    const createReadStream = message.createReadStream.bind(message)
    message.createReadStream = (options) => {
      const body: AsyncIterable<Uint8Array> = createReadStream(options)
      return Readable.from(
        (async function* () {
          // Nothing is read before the server has answered DATA with 354.
          underWay.add(message.messageId())
          yield* body
        })(),
      )
    }
    done()
  }
  return { underWay, watch }
}

/** Sends through an SMTP server over a few kept connections. */
export const smtpMailer = (options: SmtpOptions): Mailer => {
  const transport = createTransport(transportOptions(options))
  const { underWay, watch } = bodyWatch()
  transport.use('stream', watch)
  return {
    send: async (message) => {
      checkMessage(message)
      try {
        await transport.sendMail(sendable(message))
      } catch (error) {
        throw translate(error, underWay.has(message.messageId))
      } finally {
        underWay.delete(message.messageId)
      }
    },
    close: async () => {
      transport.close()
    },
  }
}
