/** An event is about a payment that no order of the store has yet; it may be tried again. */
export class PaymentUnknownError extends Error {
  override readonly name = 'PaymentUnknownError'

  constructor() {
    super('No order has this payment yet')
  }
}
