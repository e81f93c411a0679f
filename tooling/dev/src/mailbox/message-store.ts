import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { type Message, readMessage } from './message.ts'

export type MessageStore = {
  readonly add: (message: Omit<Message, 'id' | 'receivedAt'>) => Message
  /** Newest first. */
  readonly list: () => readonly Message[]
  readonly get: (id: string) => Message | null
  readonly clear: () => void
}

/**
 * Messages in memory, each also a file in `dir`, so that they outlive a restart. Holds the newest
 * `limit` (default 1,000). Files are readable by their owner only: mails carry reset links.
 */
export function openMessageStore(dir: string, limit = 1_000): MessageStore {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const messages = loadMessages(dir)
  const dropOldest = () => {
    while (messages.length > limit) {
      const oldest = messages.pop()
      if (oldest !== undefined) rmSync(fileOf(dir, oldest.id), { force: true })
    }
  }
  dropOldest()
  return {
    add: (content) => {
      const now = Date.now()
      const message = { id: nextId(messages[0]?.id, now), receivedAt: isoTime(now), ...content }
      writeWhole(fileOf(dir, message.id), JSON.stringify(message))
      messages.unshift(message)
      dropOldest()
      return message
    },
    list: () => messages,
    get: (id) => messages.find((message) => message.id === id) ?? null,
    clear: () => {
      for (const { id } of messages.splice(0)) rmSync(fileOf(dir, id), { force: true })
    },
  }
}

function loadMessages(dir: string): Message[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse()
    .map((name) => readMessage(readFileSync(join(dir, name), 'utf8')))
    .filter((message) => message !== null)
}

/** Sorts by age as text: milliseconds, never at or before the newest one's, then a random tail. */
function nextId(newest: string | undefined, now: number): string {
  const last = newest === undefined ? 0 : Number.parseInt(newest.slice(0, 13), 10)
  return `${String(Math.max(now, last + 1)).padStart(13, '0')}-${randomBytes(4).toString('hex')}`
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}

function fileOf(dir: string, id: string): string {
  return join(dir, `${id}.json`)
}

function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.part`, text, { mode: 0o600 })
  renameSync(`${path}.part`, path)
}
