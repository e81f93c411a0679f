import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { installPackages, isInstalled } from '@cartwright/debian-packages/install-packages'

import { cephConfig } from './ceph-config.ts'
import { type Daemon, runProgram, startDaemon, until } from './daemon.ts'
import { quietPort } from './quiet-port.ts'
import { type S3Access, type S3Server, S3ServerError } from './s3-server.ts'

const programs = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph'] as const
const packages = ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'] as const
const otherwise =
  'set S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY to an S3 server for tests'

const startTimeoutMs = 90_000
const ATTEMPTS = 5
const PAUSE_MS = 2_000

/**
 * Starts a real S3 server: the gateway of Ceph over one object store in memory. It enforces what
 * the small ones do not: signatures, signed headers, and the conditions of a form.
 *
 * @throws MissingPackagesError, S3ServerError
 */
export async function startS3Server(options: { readonly port?: number } = {}): Promise<S3Server> {
  const missing = await Promise.all(programs.map(async (program) => !(await isInstalled(program))))
  if (missing.includes(true)) await installPackages(packages, otherwise)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startCluster(options.port ?? (await quietPort()))
    } catch (error) {
      // On a busy machine a part of it may have been too slow for another, or a port taken: that
      // passes, but not at once.
      if (!(error instanceof S3ServerError) || attempt === ATTEMPTS) throw error
      await sleep(attempt * PAUSE_MS)
    }
  }
}

async function startCluster(s3Port: number): Promise<S3Server> {
  const started = new AsyncDisposableStack()
  const stop = async () => await started.disposeAsync()
  try {
    const folder = await mkdtemp(join(tmpdir(), 'cartwright-s3-'))
    started.defer(async () => await rm(folder, { recursive: true, force: true }))
    const config = await prepareFolder(folder, s3Port)
    const run = (daemon: Daemon) => {
      started.defer(daemon.stop)
      return daemon
    }
    await startObjectStore(config, run)
    const endpoint = `http://127.0.0.1:${s3Port}`
    await startGateway(config, endpoint, run)
    return { access: { endpoint, region: 'us-east-1', ...(await createUser(config)) }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Answers the path of the configuration. */
async function prepareFolder(folder: string, s3Port: number): Promise<string> {
  for (const name of ['run', 'monitor', 'objects']) await mkdir(join(folder, name))
  const config = join(folder, 'ceph.conf')
  const [clusterId, monitorPort] = [randomUUID(), await quietPort()]
  await writeFile(config, cephConfig({ folder, clusterId, monitorPort, s3Port }))
  const map = join(folder, 'monitors')
  const address = `[v1:127.0.0.1:${monitorPort}]`
  const mapArgs = ['--create', '--fsid', clusterId, '--addv', 'a', address, map]
  await runProgram('monmaptool', mapArgs)
  await runProgram('ceph-mon', ['-c', config, '--mkfs', '-i', 'a', '--monmap', map])
  return config
}

async function startObjectStore(config: string, run: (daemon: Daemon) => Daemon): Promise<void> {
  run(startDaemon('ceph-mon', ['-f', '-c', config, '-i', 'a']))
  const storeId = randomUUID()
  const ask = async (...args: readonly string[]) =>
    await runProgram('ceph', ['-c', config, ...args, '--connect-timeout', '60'])
  await ask('osd', 'new', storeId)
  await runProgram('ceph-osd', ['-c', config, '--mkfs', '-i', '0', '--osd-uuid', storeId])
  const store = run(startDaemon('ceph-osd', ['-f', '-c', config, '-i', '0']))
  const isSo = async () => (await ask('osd', 'stat')).includes('1 up')
  await until('The object store', { daemon: store, isSo, timeoutMs: startTimeoutMs })
}

async function startGateway(
  config: string,
  endpoint: string,
  run: (daemon: Daemon) => Daemon,
): Promise<void> {
  const gateway = run(startDaemon('radosgw', ['-f', '-c', config, '-n', 'client.rgw']))
  const isSo = async () => await answers(endpoint)
  await until('The S3 gateway', { daemon: gateway, isSo, timeoutMs: startTimeoutMs })
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(endpoint, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}

async function createUser(
  config: string,
): Promise<Pick<S3Access, 'accessKeyId' | 'secretAccessKey'>> {
  const [accessKeyId, secretAccessKey] = ['tests', randomUUID()]
  const names = ['--uid=tests', '--display-name=tests']
  const keys = [`--access-key=${accessKeyId}`, `--secret=${secretAccessKey}`]
  await runProgram('radosgw-admin', ['-c', config, 'user', 'create', ...names, ...keys])
  return { accessKeyId, secretAccessKey }
}
