import { violatedConstraint } from '@cartwright/db/violation'

import type { Fail } from '../operation/context.ts'

type ProductViolation = 'slug_taken' | 'sku_taken' | 'stock_underflow'

const violations: Readonly<Record<string, ProductViolation>> = {
  products_slug_key: 'slug_taken',
  variants_sku_key: 'sku_taken',
  variants_stock_floor: 'stock_underflow',
}

/** Runs writes whose last word is a constraint, and ends the operation with the error that breaking
 *  it means: somebody else was faster, or more is promised than the new rules allow. */
export async function refuseViolation<T>(
  fail: Fail<ProductViolation>,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const code = violations[violatedConstraint(error) ?? '']
    if (code !== undefined) fail(code)
    throw error
  }
}
