import { z } from 'zod'

const CART_ID = /^cart_[0-9a-f]{16}$/

/** The cart nobody has. */
const NO_CART = 'cart_0000000000000000'

/** A cart's id in a request. One of another form names no cart, so it becomes the id none has. */
export const cartIdInput = z
  .string()
  .max(200)
  .transform((text) => (CART_ID.test(text) ? text : NO_CART))
  .describe('`cart_` and 16 hexadecimal digits')
