import { randomUUID } from 'node:crypto'

import type { StoreEvents, StoreEventType } from '@cartwright/contract/events'
import { publish } from '@cartwright/db/outbox'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { afterAll, expect, it } from 'vitest'

import { addSellingStore } from '../../testing/test-selling.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database
const { storeId } = await addSellingStore(worker)

async function happen<Type extends StoreEventType>(type: Type, payload: StoreEvents[Type]) {
  const event = { id: randomUUID(), type, payload }
  await db.transaction().execute((trx) => publish(trx, storeId, event))
  return event.id
}

const deliver = (eventId: string) => worker.run('deliver-event', { storeId, eventId })

const mailsAbout = async (subjectId: string) => {
  const jobs = await waitingJobs(db)
  return jobs.filter(
    (job) => job.task === 'send-order-email' && job.payload['subjectId'] === subjectId,
  )
}

it.each([
  ['order.placed', 'order_confirmation'],
  ['order.cancelled', 'order_cancelled'],
] as const)('%s mails the buyer once, however often it is delivered', async (type, kind) => {
  const orderId = randomUUID()
  const eventId = await happen(type, { orderId })
  await Promise.all([deliver(eventId), deliver(eventId), deliver(eventId)])
  const payload = { storeId, kind, subjectId: orderId, orderId }
  expect(await mailsAbout(orderId)).toEqual([{ task: 'send-order-email', payload }])
  const event = await db
    .selectFrom('outboxEvents')
    .select('dispatchedAt')
    .where('id', '=', eventId)
    .executeTakeFirstOrThrow()
  expect(event.dispatchedAt).not.toBeNull()
})

it('order.fulfilled and order.refunded mail about the parcel and the refund', async () => {
  const [orderId, fulfilmentId, refundId] = [randomUUID(), randomUUID(), randomUUID()]
  await deliver(await happen('order.fulfilled', { orderId, fulfilmentId, notifyCustomer: true }))
  await deliver(await happen('order.refunded', { orderId, refundId }))
  expect((await mailsAbout(fulfilmentId))[0]?.payload).toMatchObject({
    kind: 'shipping_notification',
    orderId,
  })
  expect((await mailsAbout(refundId))[0]?.payload).toMatchObject({
    kind: 'order_refunded',
    orderId,
  })
})

it('a parcel the buyer should not hear of mails nobody', async () => {
  const [orderId, fulfilmentId] = [randomUUID(), randomUUID()]
  await deliver(await happen('order.fulfilled', { orderId, fulfilmentId, notifyCustomer: false }))
  expect(await mailsAbout(fulfilmentId)).toEqual([])
})

it('news about goods mails nobody, and an event that is gone is no error', async () => {
  const productId = randomUUID()
  await deliver(await happen('product.updated', { productId }))
  await deliver(randomUUID())
  expect(await mailsAbout(productId)).toEqual([])
})
