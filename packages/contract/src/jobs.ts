/** Every job the worker knows, with its payload. Enqueueing is one SQL call in the transaction of
 *  the effect it belongs to. A job can run twice; its task must not mind. */
export interface Jobs {
  /** Hand one outbox event to everyone it concerns. */
  'deliver-event': { readonly storeId: string; readonly eventId: string }
  /** Work off one stored Stripe webhook. */
  'process-stripe-event': { readonly account: string; readonly eventId: string }
  /** Send one transactional e-mail about an order. */
  'send-order-email': {
    readonly storeId: string
    readonly kind: OrderEmailKind
    /** What the mail is about: the order, fulfilment or refund. One mail per (kind, subject). */
    readonly subjectId: string
    readonly orderId: string
  }
  /** Mail a reset link, if the address has an account. */
  'send-password-reset': { readonly email: string }
  /** Ask Stripe what became of a session that nobody told us about. */
  'reconcile-checkout': { readonly storeId: string; readonly checkoutSessionId: string }
  /** Give the money back for a session that was paid but could not become an order. */
  'refund-unplaced-checkout': { readonly storeId: string; readonly checkoutSessionId: string }
  /** Tell Stripe that a superseded session must not be paid any more. */
  'expire-checkout': { readonly storeId: string; readonly checkoutSessionId: string }
  /** Ask Stripe for a pending refund again, under the same idempotency key. */
  'execute-refund': { readonly storeId: string; readonly refundId: string }
  /** Describe a stored file and make the copies of a picture. */
  'process-media': { readonly storeId: string; readonly mediaId: string }
  /** Delete from storage what a store deleted. */
  'delete-media-objects': { readonly storeId: string }
  'collect-media': Record<string, never>
  'release-lapsed-holds': Record<string, never>
  'expire-carts': Record<string, never>
  'delete-expired-rows': Record<string, never>
  'sweep-waiting': Record<string, never>
  'reconcile-stock': Record<string, never>
}

export type JobName = keyof Jobs

export type OrderEmailKind =
  | 'order_confirmation'
  | 'shipping_notification'
  | 'order_refunded'
  | 'order_cancelled'
