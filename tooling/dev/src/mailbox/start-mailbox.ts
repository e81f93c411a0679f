import { openMessageStore } from './message-store.ts'
import { parseMessage } from './parse-message.ts'
import { startSmtp } from './smtp.ts'
import { mailboxWeb } from './web.ts'

export type Mailbox = {
  /** Of the web page, without a trailing slash. */
  readonly url: string
  readonly smtpUrl: string
  readonly stop: () => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/**
 * Starts a mailbox for development on 127.0.0.1: mail for anybody comes in by SMTP and is read in a
 * browser or as JSON at `GET /email`. Port 0 means any free one.
 */
export async function startMailbox(options: {
  readonly httpPort: number
  readonly smtpPort: number
  /** Where messages are kept; created when missing. */
  readonly dir: string
}): Promise<Mailbox> {
  const store = openMessageStore(options.dir)
  const smtp = await startSmtp(options.smtpPort, async (raw, envelope) => {
    store.add(await parseMessage(raw, envelope))
  })
  const web = mailboxWeb(store)
  const stop = async () => {
    await Promise.all([smtp.stop(), web.close()])
  }
  try {
    const url = await web.listen({ host: '127.0.0.1', port: options.httpPort })
    return { url, smtpUrl: `smtp://127.0.0.1:${smtp.port}`, stop, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}
