import type { Database } from '@cartwright/db/database'
import type { Identity } from '@cartwright/identity/create-identity'
import type { Clock } from '@cartwright/platform/clock'
import type { Ids } from '@cartwright/platform/ids'
import type { Log } from '@cartwright/platform/log'
import type { HostResolver } from '@cartwright/platform/net/host-resolver'
import type { Storage } from '@cartwright/platform/storage/storage'
import type { PaymentGateway } from '@cartwright/platform/stripe/payment-gateway'

import type { LastUsed } from './operation/last-used.ts'
import type { RateLimiter } from './operation/rate-limit/rate-limiter.ts'
import type { Settings } from './settings.ts'

/** Everything an operation may use that is not its input: opened once per process, faked in tests. */
export interface Runtime {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly identity: Identity
  readonly gateway: PaymentGateway
  readonly storage: Storage
  /** Finds hosts that stores named. */
  readonly hosts: HostResolver
  readonly log: Log
  readonly limiter: RateLimiter
  readonly lastUsed: LastUsed
  readonly settings: Settings
}
