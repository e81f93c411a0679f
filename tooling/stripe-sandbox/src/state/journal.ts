import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

import type { Put, Tables } from './tables.ts'
import { applyPut, emptyTables } from './tables.ts'

const HEADER = '{"stripeSandbox":1}\n'
const IDEMPOTENCY_LIFE_MS = 24 * 60 * 60 * 1000

export interface Journal {
  append(puts: readonly Put[]): void
  close(): void
}

/**
 * Opens the data file and answers what it holds. One line is one whole change, so a process killed
 * while writing leaves at most one torn last line, which was never answered to anybody and is
 * dropped. On opening, the file is rewritten without superseded records, beside the old one and
 * then renamed over it.
 *
 * @throws Error when the file is not a sandbox's, or is damaged before its last line.
 */
export function openJournal(file: string, nowMs: number): { tables: Tables; journal: Journal } {
  mkdirSync(dirname(file), { recursive: true })
  const tables = existsSync(file) ? readTables(file) : emptyTables()
  for (const [id, record] of tables.idempotency) {
    if (record.createdAtMs < nowMs - IDEMPOTENCY_LIFE_MS) tables.idempotency.delete(id)
  }
  rewrite(file, tables)
  const descriptor = openSync(file, 'a', 0o600)
  return {
    tables,
    journal: {
      append: (puts) => {
        if (puts.length > 0) writeWhole(descriptor, `${JSON.stringify(puts)}\n`)
      },
      close: () => closeSync(descriptor),
    },
  }
}

function readTables(file: string): Tables {
  const text = readFileSync(file, 'utf8')
  const tables = emptyTables()
  if (text.length < HEADER.length && HEADER.startsWith(text)) return tables
  if (!text.startsWith(HEADER)) throw new Error(`${file} is not a data file of the Stripe sandbox.`)
  const lines = text.slice(HEADER.length).split('\n')
  // Whatever follows the last line feed was cut off in the middle of a write.
  lines.pop()
  for (const [index, line] of lines.entries()) {
    for (const [kind, record] of parseLine(file, line, index)) applyPut(tables, kind, record)
  }
  return tables
}

function parseLine(file: string, line: string, index: number): readonly Put[] {
  try {
    return JSON.parse(line) as readonly Put[]
  } catch (cause) {
    throw new Error(`${file} is damaged on line ${index + 2}.`, { cause })
  }
}

function rewrite(file: string, tables: Tables): void {
  const draft = `${file}.new`
  const descriptor = openSync(draft, 'w', 0o600)
  writeWhole(descriptor, HEADER)
  for (const [kind, table] of Object.entries(tables)) {
    for (const record of table.values()) {
      writeWhole(descriptor, `${JSON.stringify([[kind, record]])}\n`)
    }
  }
  fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(draft, file)
}

function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  let written = 0
  while (written < bytes.length) written += writeSync(descriptor, bytes, written)
}
