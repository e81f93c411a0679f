import { cancelOrder } from './admin/cancel-order.ts'
import { createFulfilment } from './admin/create-fulfilment.ts'
import { getOrder } from './admin/get-order.ts'
import { listOrders } from './admin/list-orders.ts'
import { refundOrder } from './admin/refund-order.ts'
import { trackOrder } from './public/track-order.ts'

export const adminOrders = {
  list: listOrders,
  get: getOrder,
  createFulfilment,
  cancel: cancelOrder,
  refund: refundOrder,
}

export const publicOrders = { trackOrder }
