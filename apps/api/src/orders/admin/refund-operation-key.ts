import { createHmac } from 'node:crypto'

import type { OperationContext, OperatorFacts } from '../../operation/context.ts'
import { stableJson } from '../../operation/stable-json.ts'

type KeyContext = Pick<OperationContext<never>, 'header' | 'settings'> &
  Pick<OperatorFacts, 'actor'>

/** Which refund does this request ask for? The same caller sending the same request under the same
 *  `Idempotency-Key` means the same one, even when the first attempt died before it was answered.
 *  Null without a key: a refund of its own. */
export function refundOperationKey({ header, settings, actor }: KeyContext, input: unknown) {
  const key = header('idempotency-key')
  if (key === undefined) return null
  const request = stableJson({ kind: actor.kind, id: actor.id, key, input })
  return `request:${createHmac('sha256', settings.authSecret).update(request).digest('hex')}`
}
