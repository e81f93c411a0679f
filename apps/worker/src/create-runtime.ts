import { openDatabase } from '@cartwright/db/database'
import { createIdentity } from '@cartwright/identity/create-identity'
import { systemClock } from '@cartwright/platform/clock'
import { systemIds } from '@cartwright/platform/ids'
import { createLog } from '@cartwright/platform/log'
import { smtpMailer } from '@cartwright/platform/mail/smtp-mailer'
import { systemHostResolver } from '@cartwright/platform/net/system-host-resolver'
import { openStorage } from '@cartwright/platform/storage/open-storage'
import { stripeGateway } from '@cartwright/platform/stripe/stripe-gateway'

import type { Runtime } from './runtime.ts'
import type { Settings } from './settings.ts'

/** Opens everything a running worker uses. */
export function createRuntime(settings: Settings): Runtime {
  const log = createLog({ name: 'worker', level: settings.logLevel })
  const db = openDatabase({
    url: settings.databaseUrl,
    maxConnections: settings.concurrency + 1,
    applicationName: 'cartwright-worker',
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  })
  const { authSecret: secret, publicUrl, stripeSecretKey: secretKey, stripeApiBase } = settings
  const { now } = systemClock
  return {
    db,
    log,
    settings,
    clock: systemClock,
    ids: systemIds,
    identity: createIdentity({ db, secret, publicUrl, newId: systemIds.uuidv7, now }),
    gateway: stripeGateway({ secretKey, ...(stripeApiBase && { apiBase: stripeApiBase }) }),
    mailer: smtpMailer({ url: settings.smtpUrl }),
    storage: openStorage(settings.storage),
    hosts: systemHostResolver,
  }
}
