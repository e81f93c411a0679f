import { SettingsError } from '@cartwright/platform/env'

import { buildApp } from './app.ts'
import { createRuntime } from './create-runtime.ts'
import { readSettings } from './read-settings.ts'

const LAST_USED_FLUSH_MS = 15_000

try {
  await serve()
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  process.stderr.write(`The API cannot start:\n${error.message}\n`)
  process.exitCode = 1
}

async function serve(): Promise<void> {
  const settings = readSettings(process.env)
  const runtime = createRuntime(settings)
  const app = await buildApp(runtime)
  const flushing = setInterval(() => void flushLastUsed(), LAST_USED_FLUSH_MS)

  async function flushLastUsed(): Promise<void> {
    try {
      await runtime.lastUsed.flush()
    } catch (error) {
      runtime.log.warn({ err: error }, 'last use of keys could not be written down')
    }
  }

  let stopping: Promise<void> | null = null
  /** Answers what was begun, takes nothing new, closes what was opened. */
  function stop(): void {
    stopping ??= (async () => {
      clearInterval(flushing)
      await app.close()
      await flushLastUsed()
      await runtime.db.destroy()
      // The channel to a supervisor would keep the process alive.
      if (process.connected) process.disconnect()
    })()
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  // Started by a supervisor: when it is gone, so is the reason to run.
  process.once('disconnect', stop)
  await app.listen({ port: settings.port, host: settings.host })
  runtime.log.info({ port: settings.port }, 'the API is listening')
  process.send?.({ type: 'ready' })
}
