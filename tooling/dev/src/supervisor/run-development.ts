import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { claimFolder } from '@cartwright/embedded-postgres/claim-folder'

import { startMailbox } from '../mailbox/start-mailbox.ts'
import { checkPorts } from './check-ports.ts'
import {
  type Addresses,
  apiUrlOf,
  type Environment,
  productEnvironment,
  sandboxEnvironment,
} from './child-environment.ts'
import { startChild } from './child-part.ts'
import { startDatabase } from './database-part.ts'
import { DevError } from './dev-error.ts'
import { devSecrets } from './dev-secrets.ts'
import type { DevSettings } from './dev-settings.ts'
import { keepRunning } from './keep-running.ts'
import { openShop } from './open-shop.ts'
import { type Ready, writeReadyFile } from './ready-file.ts'
import type { Shop } from './shop.ts'
import { summary } from './summary.ts'

/** The programs and the one function that are not part of this package. */
export type Product = {
  readonly migrate: (databaseUrl: string) => Promise<unknown>
  readonly entries: Readonly<Record<'sandbox' | 'api' | 'worker' | 'demoShop', string>>
}

type Run = {
  readonly settings: DevSettings
  readonly product: Product
  readonly signal: AbortSignal
  readonly say: (line: string) => void
  /** What was started, to be stopped in reverse. */
  readonly stack: AsyncDisposableStack
}

/**
 * Starts every part the settings do not replace, says where they are, and waits for `signal`; then,
 * and also when a part does not start, stops what it started, in reverse.
 *
 * @throws DevError or EmbeddedPostgresError with sentences for the person who started it.
 */
export async function runDevelopment(options: Omit<Run, 'stack'>): Promise<void> {
  await checkPorts(options.settings)
  const stack = new AsyncDisposableStack()
  try {
    await startAndWait({ ...options, stack })
  } finally {
    await stack.disposeAsync()
  }
}

async function startAndWait(run: Run): Promise<void> {
  const { settings, say, signal, stack } = run
  claimDataDir(run)
  const ownFile = join(settings.dataDir, 'ready.json')
  const files = settings.readyFile === null ? [ownFile] : [ownFile, settings.readyFile]
  const removeFiles = () => {
    for (const file of files) rmSync(file, { force: true })
  }
  removeFiles()
  const ready = await startParts(run)
  if (signal.aborted) return
  stack.defer(removeFiles)
  for (const file of files) writeReadyFile(file, ready)
  say(summary(ready))
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true })
  })
  say('Stopping …')
}

function claimDataDir({ settings: { dataDir }, stack }: Run): void {
  try {
    // Others may walk through it, for the database's account; every file in it is closed to them.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  } catch (cause) {
    throw new DevError(`DATA_DIR ${dataDir} cannot be created.`, { cause })
  }
  stack.defer(claimFolder(join(dataDir, 'owner.json')))
}

async function startParts(run: Run): Promise<Ready> {
  const { settings, signal } = run
  const secrets = devSecrets(settings.dataDir)
  const apiUrl = apiUrlOf(settings)
  const databaseUrl = await database(run)
  signal.throwIfAborted()
  await timed(run, 'database migrated', async () => await run.product.migrate(databaseUrl))
  signal.throwIfAborted()
  const sandboxUrl = await sandbox(run, sandboxEnvironment(settings, secrets, apiUrl))
  const mail = await mailbox(run)
  const addresses: Addresses = { databaseUrl, apiUrl, smtpUrl: mail.smtpUrl, sandboxUrl }
  const environment = productEnvironment(settings, secrets, addresses)
  await child(run, 'api', environment)
  await child(run, 'worker', environment)
  const shop = await timed(run, 'demo shop', async () => await demoShop(run, addresses))
  const docsUrl = `${apiUrl}/docs`
  return { apiUrl, docsUrl, mailboxUrl: mail.url, sandboxUrl, databaseUrl, ...(shop ?? noShop) }
}

const noShop = { operator: null, storeId: null, storefrontToken: null, apiKey: null } as const

async function database({ settings, say, stack, ...run }: Run): Promise<string> {
  if (settings.databaseUrl !== null) return settings.databaseUrl
  const { dataDir } = settings
  const part = await timed({ say }, 'database', async () => {
    return await startDatabase({ dataDir, say: (line) => say(`database │ ${line}`) }, run.signal)
  })
  stack.defer(part.stop)
  return part.url
}

async function sandbox(run: Run, environment: Environment): Promise<string | null> {
  if (run.settings.stripe !== null) return null
  await child(run, 'sandbox', environment)
  return `http://127.0.0.1:${run.settings.sandboxPort}`
}

async function mailbox({
  settings,
  stack,
}: Run): Promise<{ readonly url: string | null; readonly smtpUrl: string }> {
  if (settings.smtpUrl !== null) return { url: null, smtpUrl: settings.smtpUrl }
  const part = await startMailbox({
    httpPort: settings.mailboxPort,
    smtpPort: 0,
    dir: join(settings.dataDir, 'mailbox'),
  })
  stack.defer(part.stop)
  return part
}

async function child(
  run: Run,
  name: 'sandbox' | 'api' | 'worker',
  environment: Environment,
): Promise<void> {
  const say = (line: string) => run.say(`${name.padEnd(8)} │ ${line}`)
  const plan = { name, entry: run.product.entries[name], environment, say }
  const start = async (signal: AbortSignal) => await startChild(plan, signal)
  const first = await timed(run, name, async () => await start(run.signal))
  run.stack.defer(keepRunning({ first, start, say }, run.signal))
}

async function demoShop(run: Run, addresses: Addresses): Promise<Shop | null> {
  const { dataDir } = run.settings
  return await openShop(
    {
      dataDir,
      databaseUrl: addresses.databaseUrl,
      entry: run.product.entries.demoShop,
      environment: {
        DATA_DIR: dataDir,
        API_URL: addresses.apiUrl,
        ...(addresses.sandboxUrl === null ? {} : { SANDBOX_URL: addresses.sandboxUrl }),
      },
      say: (line) => run.say(`demo     │ ${line}`),
    },
    run.signal,
  )
}

async function timed<T>(
  { say }: Pick<Run, 'say'>,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = performance.now()
  const result = await work()
  say(`${what.padEnd(18)} ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return result
}
