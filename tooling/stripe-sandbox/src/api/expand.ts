import { presentAccount } from '../present/account.ts'
import { presentBalanceTransaction } from '../present/balance-transaction.ts'
import { presentCharge } from '../present/charge.ts'
import { presentSession } from '../present/checkout-session.ts'
import { presentLineItem } from '../present/line-item.ts'
import { presentPaymentIntent } from '../present/payment-intent.ts'
import { presentRefund } from '../present/refund.ts'
import type { Change } from '../state/change.ts'
import { StripeFault } from '../wire/stripe-fault.ts'

const MAX_DEPTH = 4

type Fields = Record<string, unknown>

/**
 * Replaces ids by the resources they name, for each path of `expand[]`; `data.` goes through a
 * list, and `line_items` adds the lines that a session otherwise leaves out.
 *
 * @throws StripeFault for a property that cannot be expanded.
 */
export function expandAll(change: Change, body: object, paths: readonly string[]): object {
  let expanded: Fields = { ...body }
  for (const path of paths) {
    const steps = path.split('.')
    if (steps.length > MAX_DEPTH) throw notExpandable(path)
    expanded = expandSteps(change, expanded, { path, steps })
  }
  return expanded
}

interface Walk {
  readonly path: string
  readonly steps: readonly string[]
}

function expandSteps(change: Change, fields: Fields, { path, steps }: Walk): Fields {
  const [step, ...rest] = steps
  if (step === undefined) return fields
  const value = step === 'line_items' ? lineItemsOf(change, fields) : fields[step]
  if (value === null) return fields
  if (Array.isArray(value) && step === 'data') {
    return {
      ...fields,
      data: value.map((item) => expandSteps(change, asFields(item, path), { path, steps: rest })),
    }
  }
  const found = typeof value === 'string' ? resourceOf(change, value) : value
  return { ...fields, [step]: expandSteps(change, asFields(found, path), { path, steps: rest }) }
}

function asFields(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notExpandable(path)
  return { ...value }
}

function lineItemsOf({ tables }: Change, fields: Fields): object | undefined {
  const session = tables.session.get(String(fields['id']))
  if (session === undefined) return undefined
  return {
    object: 'list',
    data: session.lines.map((line) => presentLineItem(session, line)),
    has_more: false,
    url: `/v1/checkout/sessions/${session.id}/line_items`,
  }
}

function resourceOf({ tables, publicUrl }: Change, id: string): object | undefined {
  const intent = tables.paymentIntent.get(id)
  if (intent !== undefined) return presentPaymentIntent(intent)
  const charge = tables.charge.get(id)
  if (charge !== undefined) return presentCharge(charge, tables)
  const refund = tables.refund.get(id)
  if (refund !== undefined) return presentRefund(refund)
  const transaction = tables.balanceTransaction.get(id)
  if (transaction !== undefined) return presentBalanceTransaction(transaction)
  const session = tables.session.get(id)
  if (session !== undefined) return presentSession(session, publicUrl)
  const account = tables.account.get(id)
  return account === undefined ? undefined : presentAccount(account)
}

function notExpandable(path: string): StripeFault {
  return new StripeFault(`This property cannot be expanded (${path}).`, { param: 'expand' })
}
