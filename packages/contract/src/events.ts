/** What happened in a store, told to whoever subscribes. Payloads carry ids; readers load the rest. */
export interface StoreEvents {
  'order.placed': { readonly orderId: string }
  'order.cancelled': { readonly orderId: string }
  'order.fulfilled': {
    readonly orderId: string
    readonly fulfilmentId: string
    readonly notifyCustomer: boolean
  }
  'order.refunded': { readonly orderId: string; readonly refundId: string }
  'product.created': { readonly productId: string }
  'product.updated': { readonly productId: string }
  'product.deleted': { readonly productId: string }
  'form.submitted': {
    readonly submissionId: string
    readonly sessionId: string
    readonly productId: string
  }
  'inventory.adjusted': { readonly variantId: string; readonly productId: string }
}

export type StoreEventType = keyof StoreEvents
