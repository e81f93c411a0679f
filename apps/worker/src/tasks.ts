import type { AnyTask } from './task.ts'
import { sendOrderEmail } from './tasks/email/send-order-email.ts'
import { sendPasswordReset } from './tasks/email/send-password-reset.ts'
import { deliverEvent } from './tasks/events/deliver-event.ts'
import { collectMedia } from './tasks/media/collect-media.ts'
import { deleteMediaObjects } from './tasks/media/delete-media-objects.ts'
import { processMedia } from './tasks/media/process-media.ts'
import { executeRefund } from './tasks/payments/execute-refund.ts'
import { expireCheckout } from './tasks/payments/expire-checkout.ts'
import { processStripeEvent } from './tasks/payments/process-stripe-event.ts'
import { reconcileCheckout } from './tasks/payments/reconcile-checkout.ts'
import { refundUnplacedCheckout } from './tasks/payments/refund-unplaced-checkout.ts'
import { reconcileStock } from './tasks/stock/reconcile-stock.ts'
import { releaseLapsedHolds } from './tasks/stock/release-lapsed-holds.ts'
import { deleteExpiredRows } from './tasks/upkeep/delete-expired-rows.ts'
import { expireCarts } from './tasks/upkeep/expire-carts.ts'
import { sweepWaiting } from './tasks/upkeep/sweep-waiting.ts'

/** Every task, one for each job. */
export const tasks: readonly AnyTask[] = [
  processStripeEvent,
  expireCheckout,
  reconcileCheckout,
  refundUnplacedCheckout,
  executeRefund,
  deliverEvent,
  sendOrderEmail,
  sendPasswordReset,
  processMedia,
  deleteMediaObjects,
  collectMedia,
  releaseLapsedHolds,
  reconcileStock,
  expireCarts,
  deleteExpiredRows,
  sweepWaiting,
]
