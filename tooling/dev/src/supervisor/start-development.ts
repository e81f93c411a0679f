import { EmbeddedPostgresError } from '@cartwright/embedded-postgres/embedded-postgres-error'

import { DevError } from './dev-error.ts'
import { readDevSettings } from './dev-settings.ts'
import { type Product, runDevelopment } from './run-development.ts'

/**
 * The life of the `npm start` process: runs until Ctrl-C, SIGTERM, or the end of whoever started it
 * through a channel. Sets the exit code; faults a person can mend are printed without a stack.
 */
export async function startDevelopment(product: Product): Promise<void> {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stopping.abort())
  }
  process.once('disconnect', () => stopping.abort())
  try {
    await runDevelopment({
      settings: readDevSettings(process.env, process.cwd()),
      product,
      signal: stopping.signal,
      say: (line) => console.log(line),
    })
  } catch (error) {
    if (!stopping.signal.aborted) {
      const known = error instanceof DevError || error instanceof EmbeddedPostgresError
      console.error(known ? `cartwright: ${error.message}` : error)
      process.exitCode = 1
    }
  }
  // The channel would keep this process alive, and with it the one that waits for its end.
  if (process.connected) process.disconnect()
}
