import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { throwawayPlace } from './cluster-place.ts'
import { enterableBinaries } from './enterable-binaries.ts'
import { freePort } from './free-port.ts'
import { initCluster } from './init-cluster.ts'
import { nativeBinaries } from './native-binaries.ts'
import { processStamp } from './process-stamp.ts'
import { runAccount } from './run-account.ts'
import { startServer } from './server-process.ts'
import { stopOrphan } from './stop-orphan.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

test('a server left running on the folder is stopped', async () => {
  using folder = temporaryFolder(0o755)
  const account = await runAccount()
  const binaries = await enterableBinaries(nativeBinaries(), account)
  const place = await throwawayPlace(folder.path, account)
  const cluster = { binaries, place, account, password: 'secret', durable: false }
  const data = await initCluster(cluster)
  const port = await freePort()
  const server = await startServer({ ...cluster, data, port, log: () => undefined })
  await stopOrphan(data)
  expect(await server.exited).toEqual({ code: 0, signal: null })
})

test('a process that merely got the number of a server long gone is left alone', async () => {
  using folder = temporaryFolder(0o755)
  const data = join(folder.path, 'data')
  mkdirSync(data)
  const bystander = spawn('sleep', ['60'])
  try {
    writeFileSync(join(data, 'postmaster.pid'), `${bystander.pid}\n${data}\n`)
    await stopOrphan(data)
    expect(processStamp(bystander.pid ?? 0)).not.toBeNull()
    expect(existsSync(join(data, 'postmaster.pid'))).toBe(false)
  } finally {
    bystander.kill('SIGKILL')
  }
})

test('a folder no server ever ran on needs nothing', async () => {
  using folder = temporaryFolder(0o755)
  await expect(stopOrphan(folder.path)).resolves.toBeUndefined()
})
