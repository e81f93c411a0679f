/** A message as the mailbox keeps it and as `GET /email` answers it. */
export type Message = {
  readonly id: string
  /** ISO 8601, UTC. */
  readonly receivedAt: string
  /** The address of the From header, or of the envelope where there is none. */
  readonly from: string
  /** The addresses it was delivered to, with ", " between them. */
  readonly to: string
  readonly subject: string
  /** Empty when the message has no such part. */
  readonly text: string
  readonly html: string
  /** By lower-case name; the values of a name that occurs more than once stand on lines of their own. */
  readonly headers: Readonly<Record<string, string>>
}

/** Reads a message back from the text of its file; null when that is not one. */
export function readMessage(json: string): Message | null {
  try {
    const value: unknown = JSON.parse(json)
    return isMessage(value) ? value : null
  } catch {
    return null
  }
}

function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false
  const fields = Object.entries(value)
  const texts = ['id', 'receivedAt', 'from', 'to', 'subject', 'text', 'html']
  const hasText = (name: string) => fields.some(([key, x]) => key === name && typeof x === 'string')
  const hasHeaders = fields.some(([key, x]) => key === 'headers' && typeof x === 'object')
  return texts.every(hasText) && hasHeaders
}
