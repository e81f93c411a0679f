import { SettingsError } from '@cartwright/platform/env'

import { createRuntime } from './create-runtime.ts'
import { readSettings } from './read-settings.ts'
import { startWorker } from './start-worker.ts'

try {
  await work()
} catch (error) {
  if (!(error instanceof SettingsError)) throw error
  process.stderr.write(`The worker cannot start:\n${error.message}\n`)
  process.exitCode = 1
}

async function work(): Promise<void> {
  const settings = readSettings(process.env)
  const runtime = createRuntime(settings)
  const worker = await startWorker(runtime)
  let stopping: Promise<void> | null = null

  /** Finishes what was begun, takes nothing new, closes what was opened. */
  async function stop(): Promise<void> {
    await worker.stop()
    await runtime.mailer.close()
    await runtime.db.destroy()
    // The channel to a supervisor would keep the process alive.
    if (process.connected) process.disconnect()
  }

  const stopOnce = () => {
    stopping ??= stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopOnce)
  // Started by a supervisor: when it is gone, so is the reason to run.
  process.once('disconnect', stopOnce)
  runtime.log.info({ concurrency: settings.concurrency }, 'the worker is waiting for jobs')
  process.send?.({ type: 'ready' })
  await worker.ended
}
