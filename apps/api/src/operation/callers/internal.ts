import { verifyService } from '@cartwright/platform/crypto/service-signature'

import { AppError } from '../app-error.ts'
import type { RequestContext } from '../context.ts'

/** Is this one of our own services? The body must carry the service secret's signature. */
export function authenticateInternal(ctx: RequestContext): void {
  const { settings, clock } = ctx.runtime
  const genuine = verifyService({
    header: ctx.header('x-signature'),
    rawBody: ctx.body?.raw ?? Buffer.alloc(0),
    secret: settings.serviceSecret,
    nowMs: clock.now(),
  })
  if (!genuine) throw new AppError('unauthorized')
}
