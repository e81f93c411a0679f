import { createTestDatabase, type TestDatabase } from '@cartwright/db/testing/test-database'
import { createIdentity } from '@cartwright/identity/create-identity'
import { type FakeClock, fakeClock } from '@cartwright/platform/clock'
import { type FakeLog, fakeLog } from '@cartwright/platform/fake-log'
import { createIds } from '@cartwright/platform/ids'
import { parseTrustedProxies } from '@cartwright/platform/net/client-address'
import {
  type FakeHostResolver,
  fakeHostResolver,
} from '@cartwright/platform/net/fake-host-resolver'
import { systemRandom } from '@cartwright/platform/random'
import { type MemoryStorage, memoryStorage } from '@cartwright/platform/storage/memory-storage'
import { type FakeGateway, fakeGateway } from '@cartwright/platform/stripe/fake-gateway'
import type { FastifyInstance } from 'fastify'

import { buildApp } from '../app.ts'
import { rememberLastUsed } from '../operation/last-used.ts'
import { slidingWindowLimiter } from '../operation/rate-limit/sliding-window.ts'
import type { Runtime } from '../runtime.ts'
import type { Settings } from '../settings.ts'

export interface TestApi extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly runtime: Runtime
  readonly database: TestDatabase
  readonly clock: FakeClock
  readonly gateway: FakeGateway
  readonly storage: MemoryStorage
  readonly hosts: FakeHostResolver
  readonly log: FakeLog
}

export const testSettings: Settings = {
  isProduction: false,
  port: 0,
  host: '127.0.0.1',
  databaseUrl: '',
  databaseConnections: 10,
  publicUrl: 'https://api.test',
  trackingUrlTemplate: 'https://shop.test/track/{token}',
  consoleOrigins: ['https://console.test'],
  authSecret: 'auth-secret-for-tests-0123456789abcdef',
  serviceSecret: 'service-secret-for-tests-0123456789abc',
  sealKey: { version: 1, bytes: Buffer.alloc(32, 7) },
  stripeSecretKey: 'sk_test_0123456789',
  stripeApiBase: null,
  stripeMode: 'test',
  stripeWebhookSecrets: ['whsec_new', 'whsec_old'],
  storage: {
    driver: 'local',
    options: { folder: '', publicBaseUrl: 'https://api.test/files', signingSecret: 'secret' },
  },
  remoteFetch: { allowedPorts: [80, 443], privateHosts: [] },
  rateLimitScale: 1_000,
  trustedProxies: trusted(),
  logLevel: 'silent',
}

/** The whole API over a database of its own, with other people's machines faked. Requests go
 *  through `app.inject`; time stands still until `clock` moves. */
export async function createTestApi(settings: Partial<Settings> = {}): Promise<TestApi> {
  const database = await createTestDatabase()
  const clock = fakeClock(Date.now())
  const gateway = fakeGateway({ clock })
  const storage = memoryStorage({ clock })
  const hosts = fakeHostResolver()
  const log = fakeLog()
  const all = { ...testSettings, databaseUrl: database.url, ...settings }
  const ids = createIds({ clock, random: systemRandom })
  const { db } = database
  const identity = createIdentity({
    db,
    secret: all.authSecret,
    publicUrl: all.publicUrl,
    newId: ids.uuidv7,
    now: clock.now,
  })
  const runtime: Runtime = {
    db,
    clock,
    ids,
    identity,
    gateway,
    storage,
    hosts,
    log: log.log,
    limiter: slidingWindowLimiter(all.rateLimitScale),
    lastUsed: rememberLastUsed(db, clock.now),
    settings: all,
  }
  const app = await buildApp(runtime)
  return {
    app,
    runtime,
    database,
    clock,
    gateway,
    storage,
    hosts,
    log,
    async [Symbol.asyncDispose]() {
      await app.close()
      await database[Symbol.asyncDispose]()
    },
  }
}

function trusted() {
  const none = parseTrustedProxies([])
  if (none === null) throw new Error('an empty list of proxies is valid')
  return none
}
