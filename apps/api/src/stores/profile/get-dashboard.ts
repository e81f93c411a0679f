import { storeDashboard } from '@cartwright/contract/resources/store-dashboard'
import type { Database } from '@cartwright/db/database'
import {
  findOnboarding,
  listLowStock,
  listOpenIssues,
  listRecentOrders,
  type RecentOrder,
  type Sales,
  sumSales,
} from '@cartwright/db/queries/dashboard'
import { findStoreDetails } from '@cartwright/db/queries/store-details'
import { averageAmount } from '@cartwright/domain/money/average-amount'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { issueResource } from '../../resources/issue-resource.ts'
import { salesSpans } from './sales-spans.ts'
import { storeResource } from './store-resource.ts'

export const getDashboard = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/store',
  status: 200,
  permission: 'store:read',
  summary: 'The store, how it sells, and what needs doing',
  input: z.strictObject({}),
  output: storeDashboard,
  errors: [],
}).query(async ({ ctx }) => {
  const { db, storeId, now } = ctx
  const [details, metrics, onboarding, orders, lowStock, issues] = await Promise.all([
    findStoreDetails(db, storeId),
    readMetrics(db, storeId, now),
    findOnboarding(db, storeId, now),
    listRecentOrders(db, storeId, 5),
    listLowStock(db, storeId, { now, limit: 10 }),
    listOpenIssues(db, storeId, 10),
  ])
  const store = storeResource(details ?? ctx.fail('not_found'), ctx.storage)
  return {
    store,
    metrics: { currency: store.currency, ...metrics },
    onboarding: { ...onboarding, complete: Object.values(onboarding).every(Boolean) },
    recentOrders: orders.map(recentOrder),
    lowStock,
    openIssues: issues.map(issueResource),
  }
})

async function readMetrics(db: Database, storeId: string, now: Date) {
  const [today, week, month] = await sumSales(db, storeId, salesSpans(now))
  return { today: withAverage(today), last7Days: withAverage(week), last30Days: withAverage(month) }
}

function withAverage({ orders, revenue, unitsSold }: Sales = NO_SALES) {
  return { orders, revenue, unitsSold, averageOrderValue: averageAmount(revenue, orders) }
}

const NO_SALES: Sales = { orders: 0, revenue: 0, unitsSold: 0 }

function recentOrder(row: RecentOrder) {
  return { ...row, placedAt: row.placedAt.toISOString() }
}
