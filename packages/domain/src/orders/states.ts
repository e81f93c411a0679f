export const ORDER_STATUSES = ['placed', 'completed', 'cancelled'] as const
export const PAYMENT_STATUSES = [
  'pending',
  'paid',
  'partially_refunded',
  'refunded',
  'failed',
  'disputed',
] as const
export const FULFILMENT_STATUSES = [
  'unfulfilled',
  'partially_fulfilled',
  'fulfilled',
  'delivered',
  'returned',
] as const

export type OrderStatus = (typeof ORDER_STATUSES)[number]
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]
export type FulfilmentStatus = (typeof FULFILMENT_STATUSES)[number]

/** From each state, the states a command may move to. Staying where one is needs no entry. */
export type TransitionTable<S extends string> = Readonly<Record<S, readonly S[]>>

export const ORDER_TRANSITIONS: TransitionTable<OrderStatus> = {
  placed: ['completed', 'cancelled'],
  completed: [],
  cancelled: [],
}

export const PAYMENT_TRANSITIONS: TransitionTable<PaymentStatus> = {
  pending: ['paid', 'failed'],
  failed: ['pending'],
  paid: ['partially_refunded', 'refunded', 'disputed'],
  partially_refunded: ['refunded', 'disputed'],
  disputed: ['paid', 'refunded'],
  refunded: [],
}

export const FULFILMENT_TRANSITIONS: TransitionTable<FulfilmentStatus> = {
  unfulfilled: ['partially_fulfilled', 'fulfilled'],
  partially_fulfilled: ['fulfilled'],
  fulfilled: ['delivered', 'returned'],
  delivered: ['returned'],
  returned: [],
}
