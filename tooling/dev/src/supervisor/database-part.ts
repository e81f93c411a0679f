import { createWriteStream } from 'node:fs'
import { join } from 'node:path'

import { startEmbeddedPostgres } from '@cartwright/embedded-postgres/start-embedded-postgres'

import { keepRunning } from './keep-running.ts'

export type DatabasePart = { readonly url: string; readonly stop: () => Promise<void> }

/**
 * The embedded database of a data folder, started again under the same address if it should end.
 * What it says goes to `database.log` in that folder, the last start's words only.
 */
export async function startDatabase(
  options: { readonly dataDir: string; readonly say: (line: string) => void },
  signal: AbortSignal,
): Promise<DatabasePart> {
  const { dataDir, say } = options
  const file = createWriteStream(join(dataDir, 'database.log'), { mode: 0o600 })
  // A full disk must not end the supervisor; the database has its own ways to complain.
  file.on('error', () => undefined)
  const log = (line: string) => void file.write(`${line}\n`)
  const start = async (port?: number) => {
    const fixed = port === undefined ? {} : { port }
    const server = await startEmbeddedPostgres({ durable: true, dataDir, log, ...fixed })
    const exited = server.exited.then(({ code, signal }) =>
      code === null ? `signal ${signal}` : `exit code ${code}`,
    )
    return { exited, stop: server.stop, url: server.url, port: server.port }
  }
  const first = await start()
  const again = async () => await start(first.port)
  const stop = keepRunning({ first, start: again, say }, signal)
  return {
    url: first.url,
    stop: async () => {
      await stop()
      file.end()
    },
  }
}
