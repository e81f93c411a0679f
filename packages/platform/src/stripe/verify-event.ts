import { z } from 'zod'

import { verifyHeader } from '../crypto/signature-header.ts'
import type { GatewayEvent, SignedEvent } from './payment-gateway.ts'

const Event = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  account: z.string().nullish(),
  created: z.number().int(),
  livemode: z.boolean(),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
})

const parseJson = (rawBody: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody))
  } catch {
    return null
  }
}

/**
 * Is this body an event that one of the secrets signed within 300 seconds? Done here and not by the
 * SDK, so that a process which only receives events does not load it.
 */
export const verifyEvent = ({
  rawBody,
  signature,
  secrets,
  now,
}: SignedEvent): GatewayEvent | null => {
  if (signature === undefined) return null
  if (!verifyHeader({ header: signature, rawBody, secrets, nowMs: now })) return null
  const event = Event.safeParse(parseJson(rawBody))
  if (!event.success) return null
  const { id, type, account, created, livemode, data } = event.data
  return {
    id,
    type,
    account: account ?? null,
    created: created * 1000,
    livemode,
    object: data.object,
  }
}
