import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { migrate } from '@cartwright/db/migrate'
import { startMailbox } from '@cartwright/dev/mailbox/start-mailbox'
import {
  apiUrlOf,
  type Environment,
  productEnvironment,
  sandboxEnvironment,
} from '@cartwright/dev/supervisor/child-environment'
import { type ChildPart, startChild } from '@cartwright/dev/supervisor/child-part'
import { devSecrets } from '@cartwright/dev/supervisor/dev-secrets'
import { readDevSettings } from '@cartwright/dev/supervisor/dev-settings'
import { freePort } from '@cartwright/embedded-postgres/free-port'
import { startEmbeddedPostgres } from '@cartwright/embedded-postgres/start-embedded-postgres'
import { Client } from 'pg'

import { residentMemory } from '../measure/resident-memory.ts'
import { seedShops, type SeededShop } from '../seed/seed-shop.ts'
import { openStripeAccount } from './open-stripe-account.ts'
import { logLinePrefix, type StatementLog, statementLog } from './statement-log.ts'

/** Everything a measurement needs: the product as it runs in production, and the floor beside it. */
export type World = {
  readonly apiUrl: string
  readonly floorUrl: string
  readonly sandboxUrl: string
  readonly shop: SeededShop
  /** A connection of our own, of the database's superuser. */
  readonly client: Client
  readonly log: StatementLog
  readonly api: {
    readonly pid: number
    /** From the start of its process until it takes requests. */
    readonly readyMs: number
    /** Right after its start, before its first request. */
    readonly idleBytes: number
  }
  readonly stopWorker: () => Promise<void>
  /** Starts one more API beside the first, with a folder of its own for files. */
  readonly startApi: () => Promise<FileApi>
  /** Where the floor puts what is uploaded to it. */
  readonly floorUploadDir: string
}

/** An API that nobody has asked for anything yet. */
export type FileApi = {
  readonly url: string
  readonly pid: number
  readonly storageDir: string
}

type Start = {
  /** What was started, to be stopped in reverse. */
  readonly stack: AsyncDisposableStack
  readonly signal: AbortSignal
  readonly say: (line: string) => void
}

/**
 * Starts a durable PostgreSQL in a folder of its own, fills it, and starts Stripe's sandbox, the
 * API, the worker and the floor, each a process. `stack` stops them and removes the folder.
 */
export async function startWorld(start: Start): Promise<World> {
  const { stack, say } = start
  const dataDir = mkdtempSync(join(tmpdir(), 'cartwright-bench-'))
  stack.defer(() => rmSync(dataDir, { recursive: true, force: true }))
  // The database's account has to walk through it when we are root.
  chmodSync(dataDir, 0o711)
  const log = statementLog()
  const { url: databaseUrl, client } = await startDatabase(start, { dataDir, read: log.read })
  const mailbox = await startMailbox({ httpPort: 0, smtpPort: 0, dir: join(dataDir, 'mailbox') })
  stack.defer(mailbox.stop)

  const settings = await settingsIn(dataDir)
  const secrets = devSecrets(dataDir)
  const apiUrl = apiUrlOf(settings)
  const sandboxUrl = `http://127.0.0.1:${settings.sandboxPort}`
  await child(start, 'sandbox', sandboxEnvironment(settings, secrets, apiUrl))
  const shop = await seedShops(client, await openStripeAccount(sandboxUrl, secrets.stripeKey))
  say(`seeded: ${shop.products.length} products in the shop measured, 50 other shops beside it`)

  const addresses = { databaseUrl, apiUrl, smtpUrl: mailbox.smtpUrl, sandboxUrl }
  const environment = productEnvironment(settings, secrets, addresses)
  const startedAt = performance.now()
  const { pid } = await child(start, 'api', environment)
  const readyMs = performance.now() - startedAt
  const idleBytes = await residentMemory(pid)
  const worker = await child(start, 'worker', environment)
  const floorPort = await freePort()
  const floorUploadDir = join(dataDir, 'floor-uploads')
  mkdirSync(floorUploadDir)
  await child(start, 'floor', {
    PORT: `${floorPort}`,
    DATABASE_URL: databaseUrl,
    STORE_ID: shop.storeId,
    FILES_URL: `${apiUrl}/files/`,
    UPLOAD_DIR: floorUploadDir,
  })
  return {
    apiUrl,
    floorUrl: `http://127.0.0.1:${floorPort}`,
    sandboxUrl,
    shop,
    client,
    log,
    api: { pid, readyMs, idleBytes },
    stopWorker: worker.stop,
    startApi: () => startFileApi(start, environment, dataDir),
    floorUploadDir,
  }
}

async function startFileApi(
  start: Start,
  environment: Environment,
  dataDir: string,
): Promise<FileApi> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const storageDir = join(dataDir, `storage-${port}`)
  const own = { PORT: `${port}`, PUBLIC_URL: url, STORAGE_DIR: storageDir }
  const { pid } = await child(start, 'api', { ...environment, ...own })
  return { url, pid, storageDir }
}

const root = join(import.meta.dirname, '..', '..', '..', '..')

const entries = {
  sandbox: join(root, 'tooling', 'stripe-sandbox', 'src', 'main.ts'),
  api: join(root, 'apps', 'api', 'src', 'main.ts'),
  worker: join(root, 'apps', 'worker', 'src', 'main.ts'),
  floor: join(import.meta.dirname, '..', 'floor', 'main.ts'),
} as const

async function child(
  { stack, say, signal }: Start,
  name: keyof typeof entries,
  environment: Environment,
): Promise<ChildPart> {
  const entry = entries[name]
  const part = await startChild(
    { name, entry, environment, say: (line) => say(`${name} │ ${line}`) },
    signal,
  )
  stack.defer(part.stop)
  return part
}

type Database = { readonly url: string; readonly client: Client }

async function startDatabase(
  { stack }: Start,
  { dataDir, read }: { readonly dataDir: string; readonly read: StatementLog['read'] },
): Promise<Database> {
  const server = await startEmbeddedPostgres({ durable: true, dataDir, log: read })
  stack.defer(server.stop)
  await migrate(server.url)
  const client = new Client({ connectionString: server.url, application_name: 'bench' })
  await client.connect()
  stack.defer(async () => await client.end())
  await client.query(`alter system set log_line_prefix = '${logLinePrefix}'`)
  await client.query('select pg_reload_conf()')
  return { url: server.url, client }
}

/** The settings of `npm start`, but for free ports and a folder of our own. */
async function settingsIn(dataDir: string): Promise<ReturnType<typeof readDevSettings>> {
  const [api, mailbox, sandbox] = [await freePort(), await freePort(), await freePort()]
  const PORTS = { PORT: `${api}`, MAILBOX_PORT: `${mailbox}`, SANDBOX_PORT: `${sandbox}` }
  return readDevSettings({ ...PORTS, DATA_DIR: dataDir }, dataDir)
}
