import { checkDatabase } from '@cartwright/db/queries/health'
import { z } from 'zod'

import { openOperation } from '../operation/operation.ts'
import { version } from '../version.ts'

const check = z.enum(['ok', 'failed'])

export const getHealth = openOperation({
  method: 'GET',
  path: '/api/v1/health',
  status: 200,
  summary: 'Is the service able to work?',
  description: 'Answers 503 with the same body while a part it needs is failing.',
  input: z.strictObject({}),
  output: z.object({
    status: z.enum(['ok', 'degraded']),
    version: z.string(),
    uptimeSeconds: z.int(),
    checks: z.object({ database: check, queue: check, storage: check }),
  }),
  errors: [],
}).query(async ({ ctx }) => {
  const [database, storage] = await Promise.all([
    checkDatabase(ctx.db),
    ctx.storage.head('health').then(isFine, isBroken),
  ])
  const checks = { ...database, storage }
  const isHealthy = Object.values(checks).every((it) => it === 'ok')
  if (!isHealthy) ctx.setStatus(503)
  return {
    status: isHealthy ? 'ok' : 'degraded',
    version,
    uptimeSeconds: Math.floor(process.uptime()),
    checks,
  }
})

// Whether the object is there says nothing; that the store of objects answers does.
const isFine = () => 'ok' as const
const isBroken = () => 'failed' as const
