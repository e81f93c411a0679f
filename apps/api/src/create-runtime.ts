import { openDatabase } from '@cartwright/db/database'
import { createIdentity } from '@cartwright/identity/create-identity'
import { systemClock } from '@cartwright/platform/clock'
import { systemIds } from '@cartwright/platform/ids'
import { createLog } from '@cartwright/platform/log'
import { systemHostResolver } from '@cartwright/platform/net/system-host-resolver'
import { openStorage } from '@cartwright/platform/storage/open-storage'
import { stripeGateway } from '@cartwright/platform/stripe/stripe-gateway'

import { rememberLastUsed } from './operation/last-used.ts'
import { slidingWindowLimiter } from './operation/rate-limit/sliding-window.ts'
import type { Runtime } from './runtime.ts'
import type { Settings } from './settings.ts'

/** Opens everything a running API uses. */
export function createRuntime(settings: Settings): Runtime {
  const log = createLog({ name: 'api', level: settings.logLevel })
  const db = openDatabase({
    url: settings.databaseUrl,
    maxConnections: settings.databaseConnections,
    applicationName: 'cartwright-api',
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  })
  const { now } = systemClock
  return {
    db,
    log,
    settings,
    clock: systemClock,
    ids: systemIds,
    identity: createIdentity({
      db,
      secret: settings.authSecret,
      publicUrl: settings.publicUrl,
      newId: systemIds.uuidv7,
      now,
    }),
    gateway: stripeGateway({
      secretKey: settings.stripeSecretKey,
      ...(settings.stripeApiBase && { apiBase: settings.stripeApiBase }),
    }),
    storage: openStorage(settings.storage),
    hosts: systemHostResolver,
    limiter: slidingWindowLimiter(settings.rateLimitScale),
    lastUsed: rememberLastUsed(db, now),
  }
}
