import { adminMediaUploads } from './media/router.ts'
import { router } from './operation/trpc.ts'
import { receiveStripeEvent } from './webhooks/receive-stripe-event.ts'

/** Operations whose bodies are files or raw bytes: served as REST, described in OpenAPI. */
export const restOnlyRouter = router({
  admin: { media: adminMediaUploads },
  webhooks: { stripe: receiveStripeEvent },
})
