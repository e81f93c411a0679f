import type { JobName, Jobs } from '@cartwright/contract/jobs'
import { createTestDatabase, type TestDatabase } from '@cartwright/db/testing/test-database'
import { createIdentity } from '@cartwright/identity/create-identity'
import { type FakeClock, fakeClock } from '@cartwright/platform/clock'
import { parseSealingKey } from '@cartwright/platform/crypto/seal'
import { type FakeLog, fakeLog } from '@cartwright/platform/fake-log'
import { createIds } from '@cartwright/platform/ids'
import { type FakeMailer, fakeMailer } from '@cartwright/platform/mail/fake-mailer'
import {
  type FakeHostResolver,
  fakeHostResolver,
} from '@cartwright/platform/net/fake-host-resolver'
import { systemRandom } from '@cartwright/platform/random'
import { type MemoryStorage, memoryStorage } from '@cartwright/platform/storage/memory-storage'
import { type FakeGateway, fakeGateway } from '@cartwright/platform/stripe/fake-gateway'
import { Logger, runOnce } from 'graphile-worker'

import type { Runtime } from '../runtime.ts'
import type { Settings } from '../settings.ts'
import { taskList } from '../task-list.ts'
import { tasks } from '../tasks.ts'

export interface TestWorker extends AsyncDisposable {
  readonly runtime: Runtime
  readonly database: TestDatabase
  readonly clock: FakeClock
  readonly gateway: FakeGateway
  readonly mailer: FakeMailer
  readonly hosts: FakeHostResolver
  readonly storage: MemoryStorage
  readonly log: FakeLog
  /** Runs one task here and now; what it throws comes out. */
  readonly run: <Name extends JobName>(name: Name, payload: Jobs[Name]) => Promise<void>
  /** Lets the queue run every job that is due, and those that they enqueue. */
  readonly workOff: () => Promise<void>
}

/** The worker over a database of its own, with other people's machines faked. Nothing runs until
 *  told to; time stands still until `clock` moves. */
export async function createTestWorker(): Promise<TestWorker> {
  const database = await createTestDatabase()
  const clock = fakeClock(Date.now())
  const gateway = fakeGateway({ clock })
  const mailer = fakeMailer()
  const hosts = fakeHostResolver()
  const storage = memoryStorage({ clock })
  const log = fakeLog()
  const { db, url } = database
  const ids = createIds({ clock, random: systemRandom })
  const settings = { ...testSettings(), databaseUrl: url }
  const { authSecret: secret, publicUrl } = settings
  const identity = createIdentity({ db, secret, publicUrl, newId: ids.uuidv7, now: clock.now })
  const faked = { clock, gateway, mailer, hosts, storage }
  const runtime: Runtime = { ...faked, db, ids, identity, log: log.log, settings }
  return {
    runtime,
    ...faked,
    database,
    log,
    run: async (name, payload) => {
      const task = tasks.find((one) => one.name === name)
      if (task === undefined) throw new Error(`There is no task ${name}`)
      await task.run(payload, runtime)
    },
    workOff: () =>
      runOnce({
        connectionString: url,
        taskList: taskList(runtime, tasks),
        noHandleSignals: true,
        logger: new Logger(() => () => undefined),
      }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

export function testSettings(): Settings {
  const sealKey = parseSealingKey('07'.repeat(32))
  if (sealKey === null) throw new Error('the sealing key of tests is valid')
  return {
    isProduction: false,
    databaseUrl: '',
    concurrency: 2,
    publicUrl: 'https://api.test',
    trackingUrlTemplate: 'https://shop.test/track/{token}',
    resetUrlTemplate: 'https://shop.test/reset-password?token={token}',
    authSecret: 'auth-secret-for-tests-0123456789abcdef',
    sealKey,
    stripeSecretKey: 'sk_test_0123456789',
    stripeApiBase: null,
    storage: {
      driver: 'local',
      options: { folder: '', publicBaseUrl: 'https://api.test/files', signingSecret: 'secret' },
    },
    smtpUrl: new URL('smtp://127.0.0.1:1'),
    allowPrivateSmtp: false,
    mailFrom: 'no-reply@api.test',
    logLevel: 'silent',
  }
}
