import type { BuyerRecord, SessionRecord } from '../state/records.ts'

/** The buyer when a control route pays, or where the hosted page asked for nothing. */
export function defaultBuyer(session: SessionRecord): BuyerRecord {
  return {
    email: session.customerEmail ?? 'buyer@example.com',
    name: 'Jenny Rosen',
    address: {
      line1: '1 High Street',
      line2: null,
      city: 'London',
      state: null,
      postal_code: 'SW1A 1AA',
      country: session.echo.shippingCountries?.[0] ?? 'GB',
    },
  }
}
