import type { SealingKey } from '@cartwright/platform/crypto/seal'
import type { LogLevel } from '@cartwright/platform/log'
import type { StorageSettings } from '@cartwright/platform/storage/storage-settings'

/** What the worker is told by its environment; see read-settings.ts. */
export interface Settings {
  readonly isProduction: boolean
  readonly databaseUrl: string
  /** Jobs run at the same time by this process. */
  readonly concurrency: number
  /** Where callers reach the API, without a trailing slash. */
  readonly publicUrl: string
  /** Where buyers follow their parcels: `{token}` is replaced. */
  readonly trackingUrlTemplate: string
  /** Where people choose a new password: `{token}` is replaced. */
  readonly resetUrlTemplate: string
  readonly authSecret: string
  /** Opens small secrets that were sealed before they were stored. */
  readonly sealKey: SealingKey
  readonly stripeSecretKey: string
  /** A sandbox to speak to instead of Stripe. */
  readonly stripeApiBase: URL | null
  readonly storage: StorageSettings
  readonly smtpUrl: URL
  /** Whether the mail server of a store may be inside our own network. */
  readonly allowPrivateSmtp: boolean
  /** The address of mails whose store has none of its own. */
  readonly mailFrom: string
  readonly logLevel: LogLevel
}
