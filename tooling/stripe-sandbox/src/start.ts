import type { AddressInfo } from 'node:net'

import { fastify } from 'fastify'
import type { FastifyInstance } from 'fastify'

import { serveApi } from './api/serve-api.ts'
import { serveControl } from './control/serve-control.ts'
import type { Summary } from './control/summarise.ts'
import { summarise } from './control/summarise.ts'
import { servePages } from './pages/serve-pages.ts'
import { sweepDue } from './payments/sweep-due.ts'
import type { Sandbox } from './sandbox.ts'
import { createAgenda } from './state/agenda.ts'
import { openJournal } from './state/journal.ts'
import type { Store } from './state/store.ts'
import { createStore } from './state/store.ts'
import { emptyTables } from './state/tables.ts'
import type { Traffic } from './traffic.ts'
import { createTraffic } from './traffic.ts'
import { createCourier } from './webhooks/courier.ts'

const SWEEP_EVERY_MS = 50
const MAX_BODY_BYTES = 1024 * 1024
const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]

/** The signing secret when none is given; it guards nothing but pretend money. */
export const DEFAULT_WEBHOOK_SECRET = 'whsec_cartwright_sandbox'

export interface StripeSandboxOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** (Default: 127.0.0.1) */
  readonly host?: string
  /** Where events go. (Default: nowhere; they are still listed) */
  readonly webhookUrl?: string
  /** (Default: DEFAULT_WEBHOOK_SECRET) */
  readonly webhookSecret?: string
  /** Where everything is remembered across restarts. (Default: nowhere) */
  readonly dataFile?: string
  /** How long every API answer takes at least. (Default: 0) */
  readonly latencyMs?: number
  /** The address that browsers reach the pages at. (Default: the sandbox's own) */
  readonly publicUrl?: string
  /** The clock, in epoch milliseconds. (Default: Date.now) */
  readonly now?: () => number
  /** Waits between attempts to deliver a webhook. (Default: 0.5, 1, 2, 4, 8, 8 and 8 s) */
  readonly webhookRetryDelaysMs?: readonly number[]
}

export interface StripeSandbox {
  readonly url: string
  readonly port: number
  readonly webhookSecret: string
  summary(): Summary
  setLatency(latencyMs: number): void
  /** Ends every connection and timer; webhooks under way get 2 s to finish. */
  stop(): Promise<void>
}

/**
 * Starts a Stripe sandbox and answers once it listens.
 *
 * @throws Error when the port is taken or the data file cannot be used.
 */
export async function startStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const webhookSecret = options.webhookSecret ?? DEFAULT_WEBHOOK_SECRET
  const nowMs = options.now ?? Date.now
  const store = openStore(options.dataFile, nowMs())
  const traffic = createTraffic(options.latencyMs ?? 0)
  const stopping = new AbortController()
  let publicUrl = options.publicUrl?.replace(/\/+$/, '') ?? ''
  const courier = createCourier({
    store,
    target:
      options.webhookUrl === undefined ? null : { url: options.webhookUrl, secret: webhookSecret },
    nowMs,
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
  })
  const sandbox: Sandbox = {
    store,
    agenda: createAgenda(store.tables.session.values()),
    courier,
    traffic,
    nowMs,
    publicUrl: () => publicUrl,
    stopping: stopping.signal,
  }
  const server = createServer(sandbox)
  const port = await listen(server, store, options)
  const url = `http://${options.host ?? '127.0.0.1'}:${port}`
  if (publicUrl === '') publicUrl = url
  courier.resume()
  const sweep = setInterval(() => sweepDue(sandbox), SWEEP_EVERY_MS)
  return {
    url,
    port,
    webhookSecret,
    ...controls(sandbox, traffic),
    stop: async () => {
      clearInterval(sweep)
      stopping.abort()
      await server.close()
      await courier.stop()
      store.close()
    },
  }
}

function openStore(dataFile: string | undefined, nowMs: number): Store {
  if (dataFile === undefined) return createStore(emptyTables(), null)
  const { tables, journal } = openJournal(dataFile, nowMs)
  return createStore(tables, journal)
}

function createServer(sandbox: Sandbox): FastifyInstance {
  const server = fastify({ bodyLimit: MAX_BODY_BYTES, routerOptions: { maxParamLength: 200 } })
  server.register(async (scope) => serveApi(scope, sandbox))
  server.register(async (scope) => servePages(scope, sandbox))
  server.register(async (scope) => serveControl(scope, sandbox))
  return server
}

async function listen(
  server: FastifyInstance,
  store: Store,
  { port, host = '127.0.0.1' }: StripeSandboxOptions,
): Promise<number> {
  try {
    await server.listen({ port, host })
  } catch (error) {
    await server.close()
    store.close()
    throw error
  }
  return addressOf(server).port
}

function addressOf(server: FastifyInstance): AddressInfo {
  const address = server.server.address()
  if (address === null || typeof address === 'string') {
    throw new Error('The Stripe sandbox listens on no port.')
  }
  return address
}

function controls(
  sandbox: Sandbox,
  traffic: Traffic,
): Pick<StripeSandbox, 'setLatency' | 'summary'> {
  return {
    summary: () => summarise(sandbox),
    setLatency: (latencyMs) => {
      traffic.latencyMs = latencyMs
    },
  }
}
