import { GatewayError } from '@cartwright/platform/stripe/gateway-error'

import type { OperationContext } from '../../operation/context.ts'

type AskingContext = Pick<OperationContext<'payments_not_ready'>, 'fail' | 'log' | 'requestId'>

/** What the payment provider answers. Its refusals become errors of ours: callers learn what to do
 *  about them, and the log what the provider said. */
export async function askGateway<Answer>(
  ctx: AskingContext,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const { requestId } = ctx
    ctx.log.warn({ requestId, err: error, code: error.code }, 'the payment provider did not do it')
    return ctx.fail(isFinal(error) ? 'payments_not_ready' : 'unavailable')
  }
}

function isFinal({ kind }: GatewayError): boolean {
  switch (kind) {
    case 'refused':
    case 'not_found':
      return true
    case 'unavailable':
    case 'rate_limited':
      return false
  }
}
