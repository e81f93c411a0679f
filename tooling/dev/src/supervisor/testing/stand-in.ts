import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Behaves like one of the product's programs towards its supervisor, and notes in the folder
 * STAND_IN_NOTES what happened to it. STAND_IN_FAILS names the one that is to fail at its start.
 */
export function standIn(name: string): void {
  const notes = process.env['STAND_IN_NOTES'] ?? ''
  const note = (what: string) => appendFileSync(join(notes, 'events'), `${name} ${what}\n`)
  writeFileSync(join(notes, `${name}.pid`), `${process.pid}`)
  writeFileSync(join(notes, `${name}.json`), JSON.stringify(process.env))
  if (process.env['STAND_IN_FAILS'] === name) {
    console.error('this one is made to fail')
    process.exit(3)
  }
  process.once('SIGTERM', () => {
    note('stopped')
    process.exit(0)
  })
  setInterval(() => undefined, 60_000)
  note('started')
  process.send?.({ type: 'ready' })
}
