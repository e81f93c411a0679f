import { readSettings } from './read-settings.ts'
import { startStripeSandbox } from './start.ts'

try {
  const sandbox = await startStripeSandbox(readSettings(process.env))
  console.log(`Stripe sandbox: ${sandbox.url}`)
  const stop = (): void => {
    sandbox.stop().catch((error: unknown) => {
      console.error('The Stripe sandbox did not stop cleanly:', error)
      process.exitCode = 1
    })
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  process.send?.({ type: 'ready' })
} catch (error) {
  console.error(
    `The Stripe sandbox cannot start: ${error instanceof Error ? error.message : String(error)}`,
  )
  process.exitCode = 1
}
