import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { S3ServerError } from './s3-server.ts'
import { accessOf, endServer, forkServer } from './server-process.ts'

// `node tooling/s3-server/src/main.ts start`: an S3 server to try things on, which prints the
// settings to reach it and stays until `stop`. S3_PORT chooses its port.

const pidFile = join(tmpdir(), 'cartwright-s3-server.pid')
const [command = ''] = process.argv.slice(2)
try {
  if (command === 'start') await start()
  else if (command === 'stop') await stop()
  else throw new S3ServerError('Say start or stop.')
} catch (error) {
  if (!(error instanceof S3ServerError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function start(): Promise<void> {
  if (existsSync(pidFile)) throw new S3ServerError(`It runs already, or remove ${pidFile}.`)
  const child = forkServer(['--stay'])
  try {
    const { endpoint, region, accessKeyId, secretAccessKey } = await accessOf(child)
    writeFileSync(pidFile, `${child.pid ?? ''}\n`, { mode: 0o600 })
    process.stdout.write(
      `S3_ENDPOINT=${endpoint}\nS3_REGION=${region}\nS3_ACCESS_KEY_ID=${accessKeyId}\nS3_SECRET_ACCESS_KEY=${secretAccessKey}\n`,
    )
  } catch (error) {
    await endServer(child)
    throw error
  }
  child.disconnect()
  child.unref()
}

async function stop(): Promise<void> {
  if (!existsSync(pidFile)) throw new S3ServerError('It does not run.')
  const pid = Number(readFileSync(pidFile, 'utf8'))
  rmSync(pidFile)
  if (!Number.isInteger(pid) || pid <= 1) throw new S3ServerError(`${pidFile} named no process.`)
  while (signalled(pid, 'SIGTERM')) {
    await new Promise((resolve) => {
      setTimeout(resolve, 200)
    })
  }
}

function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
