import PostalMime, { type Email } from 'postal-mime'

import type { Message } from './message.ts'

/** What the two mail servers agreed on, which need not be what the headers say. */
export type Envelope = { readonly from: string; readonly to: readonly string[] }

/**
 * Reads a raw message. One that cannot be read is kept all the same, with its source as the text: a
 * mailbox for developers has to show the mail that is broken.
 */
export async function parseMessage(
  raw: Buffer,
  envelope: Envelope,
): Promise<Omit<Message, 'id' | 'receivedAt'>> {
  const email = await PostalMime.parse(raw).catch(() => null)
  const to = envelope.to.join(', ')
  if (email === null) {
    const text = raw.toString('utf8')
    return { from: envelope.from, to, subject: '(unreadable)', text, html: '', headers: {} }
  }
  return {
    from: email.from?.address ?? envelope.from,
    to,
    subject: email.subject ?? '',
    text: email.text ?? '',
    html: email.html ?? '',
    headers: headersOf(email),
  }
}

function headersOf(email: Email): Record<string, string> {
  const headers = new Map<string, string>()
  for (const { key, value } of email.headers) {
    const earlier = headers.get(key)
    headers.set(key, earlier === undefined ? value : `${earlier}\n${value}`)
  }
  return Object.fromEntries(headers)
}
