import { MissingPackagesError } from '@cartwright/debian-packages/install-packages'

import { S3ServerError } from './s3-server.ts'
import { startS3Server } from './start-s3-server.ts'

// An S3 server as a process of its own: says over its channel how to reach it, or in one sentence
// why not, and runs until it is told to end. Without `--stay` the end of the channel tells it too,
// so that it does not outlive whoever started it.

const port = Number(process.env['S3_PORT'] ?? '0')
const starting = startS3Server(port === 0 ? {} : { port })
// Keeps the process alive once nobody listens to it any more.
const alive = setInterval(() => undefined, 60_000)
let stopping: Promise<void> | undefined

async function stop(): Promise<void> {
  stopping ??= starting.then(
    async (server) => await server.stop(),
    () => undefined,
  )
  await stopping
  clearInterval(alive)
  if (process.connected) process.disconnect()
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
if (!process.argv.includes('--stay')) process.once('disconnect', () => void stop())
try {
  const { access } = await starting
  process.send?.({ type: 'ready', access })
} catch (error) {
  const isKnown = error instanceof MissingPackagesError || error instanceof S3ServerError
  process.send?.({ type: 'failed', reason: isKnown ? error.message : String(error) })
  await stop()
}
