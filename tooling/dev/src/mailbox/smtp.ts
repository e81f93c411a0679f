import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

import type { Envelope } from './parse-message.ts'

const sizeLimitBytes = 25 * 1024 * 1024

/** Takes a raw message; the sender hears "accepted" once the promise is fulfilled. */
export type Deliver = (raw: Buffer, envelope: Envelope) => Promise<void>

/**
 * An SMTP server on 127.0.0.1 that accepts every sender, recipient and password, and messages up to
 * 25 MiB. Port 0 means any free one.
 */
export async function startSmtp(
  port: number,
  deliver: Deliver,
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const server = new SMTPServer({
    banner: 'Cartwright mailbox',
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: sizeLimitBytes,
    onAuth: (_auth, _session, callback) => callback(null, { user: 'anybody' }),
    onData: (stream, session, callback) => {
      void answer(receive(stream, session, deliver), callback)
    },
  })
  // A client that hangs up in the middle is its own affair.
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: async () => await new Promise((resolve) => server.close(() => resolve())),
  }
}

async function answer(
  work: Promise<void>,
  callback: (error?: Error | null) => void,
): Promise<void> {
  const failure = await work.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  )
  callback(failure)
}

async function receive(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  deliver: Deliver,
): Promise<void> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of stream) {
    const part = Buffer.from(chunk)
    sizeBytes += part.length
    if (sizeBytes <= sizeLimitBytes) chunks.push(part)
  }
  if (stream.sizeExceeded) {
    throw Object.assign(new Error('The message is larger than 25 MiB'), { responseCode: 552 })
  }
  const { mailFrom, rcptTo } = session.envelope
  await deliver(Buffer.concat(chunks), {
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
  })
}
