import type { DeliveryPlan } from '../state/records.ts'

/** Once, at once and in order: what happens unless a test asks for something else. */
export const PLAIN_DELIVERY: DeliveryPlan = {
  copies: 1,
  delayMs: 0,
  order: 'normal',
  drop: false,
}
