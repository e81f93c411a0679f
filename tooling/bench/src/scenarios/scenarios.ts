import { addItem } from './add-item.ts'
import { completeOrder } from './complete-order.ts'
import { productDetail } from './product-detail.ts'
import { productList } from './product-list.ts'
import type { Scenario } from './scenario.ts'

/** Everything that is measured, in this order. */
export const scenarios: readonly Scenario[] = [productList, productDetail, addItem, completeOrder]
