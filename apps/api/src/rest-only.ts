import { embedUploads } from './media/embed/router.ts'
import { mediaLibraryUploads } from './media/library/router.ts'
import { adminMediaUploads } from './media/store/router.ts'
import { tradeItemUploads } from './media/trade-items/router.ts'
import { router } from './operation/trpc.ts'
import { receiveStripeEvent } from './webhooks/receive-stripe-event.ts'

/** Operations whose bodies are files or raw bytes: served as REST, described in OpenAPI. */
export const restOnlyRouter = router({
  admin: { media: adminMediaUploads },
  media: mediaLibraryUploads,
  tradeItems: tradeItemUploads,
  embed: embedUploads,
  webhooks: { stripe: receiveStripeEvent },
})
