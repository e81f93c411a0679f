import type { Jobs } from '@cartwright/contract/jobs'
import { claimEmail, recordEmail } from '@cartwright/db/queries/email-messages'
import { raiseIssue } from '@cartwright/db/queries/issues'
import { findMailingStore, type MailingStore } from '@cartwright/db/queries/mailing-store'
import type { OrderRow } from '@cartwright/db/queries/order-row'
import { findOrder } from '@cartwright/db/queries/orders'
import { enqueue } from '@cartwright/db/queue'
import type { RenderedEmail } from '@cartwright/platform/mail/email-template'
import { MailError } from '@cartwright/platform/mail/mail-error'

import type { Runtime } from '../../runtime.ts'
import { defineTask } from '../../task.ts'
import { composeOrderEmail } from './compose-order-email.ts'
import { storeSender } from './store-sender.ts'

/** An attempt that began so long ago has died. */
const DEAD_AFTER_MS = 300_000
const LOOK_AGAIN_AFTER_MS = 60_000

type Payload = Jobs['send-order-email']

interface Letter {
  readonly payload: Payload
  readonly store: MailingStore
  readonly order: OrderRow
  readonly email: RenderedEmail
}

/** Sends one mail about an order, once, however often and by however many it is tried: whoever
 *  claims it sends it, and every attempt has the same Message-ID, by which mailboxes know a repeat. */
export const sendOrderEmail = defineTask({
  name: 'send-order-email',
  async run(payload, runtime) {
    const { storeId, orderId, kind, subjectId } = payload
    const { db, clock, settings } = runtime
    const store = await findMailingStore(db, storeId)
    const order = await findOrder(db, { storeId, orderId })
    if (store === undefined || order === undefined) return
    const { trackingUrlTemplate } = settings
    const mail = { kind, subjectId, order, store, trackingUrlTemplate, nowMs: clock.now() }
    const composed = await composeOrderEmail(mail)
    switch (composed.kind) {
      case 'none':
        return
      case 'later':
        return lookAgain(runtime, payload)
      case 'email':
        return sendOnce(runtime, { payload, store, order, email: composed.email })
    }
  },
})

function lookAgain({ db, clock }: Runtime, payload: Payload): Promise<void> {
  return enqueue(db, {
    name: 'send-order-email',
    payload,
    key: `send-order-email:${payload.kind}:${payload.subjectId}:again`,
    runAt: new Date(clock.now() + LOOK_AGAIN_AFTER_MS),
  })
}

async function sendOnce(runtime: Runtime, letter: Letter): Promise<void> {
  const { db, clock, ids } = runtime
  const { storeId, kind, subjectId } = letter.payload
  const now = new Date(clock.now())
  const claim = await claimEmail(db, {
    storeId,
    id: ids.uuidv7(),
    kind,
    subjectId,
    recipient: letter.order.email,
    deadBefore: new Date(clock.now() - DEAD_AFTER_MS),
    now,
  })
  if (claim.kind === 'sent') return
  // Should whoever is at it die, this job sends it.
  if (claim.kind === 'sending') return lookAgain(runtime, letter.payload)
  try {
    await handOver(runtime, letter, claim.id)
  } catch (error) {
    const failure =
      error instanceof MailError ? `${error.kind} ${error.responseCode ?? ''}` : 'error'
    await recordEmail(db, { storeId, id: claim.id, failure: failure.trim(), now })
    if (!(error instanceof MailError) || error.retryable) throw error
    return reportUndeliverable(runtime, letter, error)
  }
  await recordEmail(db, { storeId, id: claim.id, failure: null, now })
}

async function handOver(runtime: Runtime, letter: Letter, id: string): Promise<void> {
  const { store, order, email } = letter
  const { from, mailer, close } = await storeSender(runtime, store)
  const { supportEmail } = store
  try {
    await mailer.send({
      ...email,
      from,
      to: { name: order.shippingAddress?.name ?? null, address: order.email },
      ...(supportEmail !== null && { replyTo: { name: store.name, address: supportEmail } }),
      headers: { 'Auto-Submitted': 'auto-generated' },
      messageId: `<${id}@${from.address.split('@').at(-1) ?? 'localhost'}>`,
    })
  } finally {
    await close()
  }
}

function reportUndeliverable(
  { db, ids, clock }: Runtime,
  { payload, order }: Letter,
  { kind, message }: MailError,
) {
  const refused = 'The mail server refused the message or its recipient for good.'
  return raiseIssue(db, {
    storeId: payload.storeId,
    id: ids.uuidv7(),
    severity: 'warning',
    kind: 'email_undeliverable',
    title: `The buyer of order ${order.orderNumber} could not be mailed`,
    detail: kind === 'blocked' ? message : refused,
    subject: { type: 'order', id: payload.orderId },
    now: new Date(clock.now()),
  })
}
