import { z } from 'zod'

import { StripeFault } from '../wire/stripe-fault.ts'

const MINUTE_MS = 60_000

const Webhooks = z
  .strictObject({
    copies: z.int().min(1).max(50).default(1),
    delayMs: z.int().min(0).max(MINUTE_MS).default(0),
    order: z.enum(['normal', 'reversed']).default('normal'),
    drop: z.boolean().default(false),
  })
  .prefault({})

export const PayBody = z.strictObject({
  outcome: z
    .enum(['succeed', 'decline', 'abandon', 'async_succeed', 'async_fail'])
    .default('succeed'),
  webhooks: Webhooks,
  /** How long a bank debit takes to settle; only the async outcomes use it. */
  asyncDelayMs: z.int().min(0).max(MINUTE_MS).default(200),
})

export const WebhooksBody = z.strictObject({ webhooks: Webhooks })

export const DisputeBody = z.strictObject({
  payment_intent: z.string().min(1),
  reason: z.enum(['fraudulent', 'general', 'product_not_received']).default('fraudulent'),
  webhooks: Webhooks,
})

export const LatencyBody = z.strictObject({ ms: z.int().min(0).max(MINUTE_MS) })

export const FailuresBody = z.strictObject({
  next: z.int().min(0).max(1000),
  status: z.union([z.int().min(400).max(599), z.literal('timeout')]).default(500),
  when: z.enum(['before', 'after']).default('before'),
  path: z.string().startsWith('/v1/').default('/v1/'),
})

/**
 * Reads a control route's body; none at all counts as `{}`.
 *
 * @throws StripeFault 400 that names the first field at fault.
 */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new StripeFault(issue?.message ?? 'Invalid body.', {
    code: 'parameter_invalid',
    param: issue?.path.join('.') ?? '',
  })
}
