import { createHmac } from 'node:crypto'

import { z } from 'zod'

import { flagSetting, urlSetting } from '../settings.ts'
import type { LocalStorageOptions } from './local-storage.ts'
import type { S3StorageOptions } from './s3-storage.ts'

/** Which storage, and what opens it. */
export type StorageSettings =
  | { readonly driver: 'local'; readonly options: LocalStorageOptions }
  | { readonly driver: 's3'; readonly options: S3StorageOptions }

/** The variables that every process with a storage understands. */
export const storageVariables = {
  STORAGE_DRIVER: z.enum(['local', 's3'], 'must be local or s3').default('local'),
  STORAGE_DIR: z.string().optional(),
  S3_ENDPOINT: urlSetting('http', 'https').optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: flagSetting.optional(),
  S3_PUBLIC_BASE_URL: urlSetting('http', 'https').optional(),
}

const Variables = z.object(storageVariables)
type Variables = z.output<typeof Variables>

const neededBy = {
  local: ['STORAGE_DIR'],
  s3: ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
} as const

/** For `superRefine`: what the chosen driver cannot do without. */
export const requireStorageVariables = (env: Variables, context: z.RefinementCtx): void => {
  for (const name of neededBy[env.STORAGE_DRIVER]) {
    if (env[name] !== undefined) continue
    const message = `must be set when STORAGE_DRIVER is ${env.STORAGE_DRIVER}`
    context.addIssue({ code: 'custom', path: [name], message })
  }
}

const withoutSlash = (url: URL): string => url.href.replace(/\/$/, '')

/** `publicUrl` is where callers reach the API, which serves the files unless somebody else does. */
export const storageSettings = (
  env: Variables,
  { publicUrl, authSecret }: { readonly publicUrl: string; readonly authSecret: string },
): StorageSettings => {
  const ownBaseUrl = `${publicUrl}/files`
  if (env.STORAGE_DRIVER === 'local') {
    const signingSecret = createHmac('sha256', authSecret).update('presigned uploads').digest('hex')
    const folder = env.STORAGE_DIR ?? ''
    return { driver: 'local', options: { folder, publicBaseUrl: ownBaseUrl, signingSecret } }
  }
  const { S3_ENDPOINT: endpoint, S3_PUBLIC_BASE_URL: base } = env
  return {
    driver: 's3',
    options: {
      ...(endpoint && { endpoint: withoutSlash(endpoint) }),
      region: env.S3_REGION,
      bucket: env.S3_BUCKET ?? '',
      accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
      // A server of one's own rarely has a name for each bucket.
      forcePathStyle: env.S3_FORCE_PATH_STYLE ?? endpoint !== undefined,
      publicBaseUrl: base === undefined ? ownBaseUrl : withoutSlash(base),
    },
  }
}
