import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTestDatabase, type TestDatabase } from '@cartwright/db/testing/test-database'
import { startMailbox } from '@cartwright/dev/mailbox/start-mailbox'
import { type Environment, productEnvironment } from '@cartwright/dev/supervisor/child-environment'
import { type StripeSandbox, startStripeSandbox } from '@cartwright/stripe-sandbox/start'
import { vi } from 'vitest'

import { freePort } from './free-port.ts'
import { type Program, startProgram } from './program.ts'

// Whole processes start and stop within a test, on machines that do other things besides.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** A whole copy of the product: real processes, a database, a sandbox and a mailbox of its own. */
export interface Product extends AsyncDisposable {
  readonly database: TestDatabase
  readonly sandbox: StripeSandbox
  readonly mailboxUrl: string
  readonly storageDir: string
  /** Of every API process; Stripe's webhooks go to the first. */
  readonly apiUrls: readonly string[]
  /** The next API process's address in turn, as a load balancer would choose. */
  readonly nextUrl: () => string
  readonly killApi: (index: number) => Promise<void>
  readonly startApi: (index: number) => Promise<void>
  /** Starts one more, with settings beside those all have. */
  readonly startWorker: (settings?: Environment) => Promise<Program>
}

export interface ProductOptions {
  /** How many API processes. (Default: 1) */
  readonly apis?: number
  /** Whether a worker runs from the start. (Default: true) */
  readonly worker?: boolean
}

const secrets = {
  auth: 'end-to-end-auth-secret-0123456789abcdef',
  service: 'end-to-end-service-secret-0123456789abc',
  seal: '5e'.repeat(32),
  stripeKey: 'sk_test_0123456789abcdef0123456789abcdef',
  stripeWebhook: 'whsec_end_to_end',
}

/** Starts the product and answers when all of it is ready; disposal ends and removes all of it. */
export async function launchProduct(options: ProductOptions = {}): Promise<Product> {
  await using stack = new AsyncDisposableStack()
  const database = stack.use(await createTestDatabase())
  const dataDir = await mkdtemp(join(tmpdir(), 'cartwright-end-to-end-'))
  stack.defer(async () => await rm(dataDir, { recursive: true, force: true }))
  const mailbox = stack.use(
    await startMailbox({ httpPort: 0, smtpPort: 0, dir: join(dataDir, 'mailbox') }),
  )
  const ports = await Promise.all(Array.from({ length: options.apis ?? 1 }, freePort))
  const apiUrls = ports.map((port) => `http://127.0.0.1:${port}`)
  const [publicUrl = ''] = apiUrls
  const sandbox = await startStripeSandbox({
    port: 0,
    webhookUrl: `${publicUrl}/api/v1/webhooks/stripe`,
    webhookSecret: secrets.stripeWebhook,
  })
  stack.defer(async () => await sandbox.stop())
  const environment = environmentOf(dataDir, {
    databaseUrl: database.url,
    apiUrl: publicUrl,
    smtpUrl: mailbox.smtpUrl,
    sandboxUrl: sandbox.url,
  })
  const programs = runPrograms(environment, ports)
  stack.defer(programs.stopAll)
  const { startApi, killApi, startWorker } = programs
  await Promise.all([
    ...ports.map(async (_, index) => await startApi(index)),
    ...(options.worker === false ? [] : [startWorker()]),
  ])
  const storageDir = join(dataDir, 'storage')
  const own = { database, sandbox, mailboxUrl: mailbox.url, storageDir, apiUrls }
  const done = stack.move()
  return {
    ...own,
    nextUrl: inTurn(apiUrls),
    startApi,
    killApi,
    startWorker,
    [Symbol.asyncDispose]: async () => await done.disposeAsync(),
  }
}

/** What `npm start` would tell the API and the worker. */
function environmentOf(
  dataDir: string,
  addresses: Parameters<typeof productEnvironment>[2],
): Environment {
  const settings = {
    host: '127.0.0.1',
    apiPort: 0,
    mailboxPort: 0,
    sandboxPort: 0,
    dataDir,
    readyFile: null,
    databaseUrl: null,
    smtpUrl: null,
    stripe: null,
    bucket: null,
  }
  return { ...productEnvironment(settings, secrets, addresses), LOG_LEVEL: 'warn' }
}

/** The product's processes, by what they are; all that still run are stopped together. */
function runPrograms(environment: Environment, ports: readonly number[]) {
  const apis = new Map<number, Program>()
  const workers: Program[] = []
  return {
    startApi: async (index: number) => {
      const api = await startProgram({
        entry: 'apps/api/src/main.ts',
        environment: { ...environment, PORT: `${ports[index]}` },
      })
      apis.set(index, api)
    },
    killApi: async (index: number) => await apis.get(index)?.kill(),
    startWorker: async (settings: Environment = {}) => {
      const worker = await startProgram({
        entry: 'apps/worker/src/main.ts',
        environment: { ...environment, ...settings },
      })
      workers.push(worker)
      return worker
    },
    stopAll: async () => {
      await Promise.all([...apis.values(), ...workers].map(async (program) => await program.stop()))
    },
  }
}

function inTurn(urls: readonly string[]): () => string {
  let turn = 0
  return () => {
    turn += 1
    return urls[turn % urls.length] ?? ''
  }
}
