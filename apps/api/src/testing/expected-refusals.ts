import type { OperationMeta } from '../operation/definition.ts'
import type { Dialect } from '../operation/dialects/dialect.ts'
import { embedForm, embedKey } from '../operation/dialects/embed.ts'
import { library } from '../operation/dialects/library.ts'
import { partner } from '../operation/dialects/partner.ts'
import { tradeItems } from '../operation/dialects/trade-items.ts'
import type { Answer } from './send.ts'

/** A status, and the code in the body where the dialect has codes. */
export type Told = readonly [status: number, code: string | null]

/** What every operation is refused with, as its dialect tells it. */
export interface ExpectedRefusals {
  readonly missing: Told
  readonly scope: Told
  readonly role: Told
  readonly unknown: Told
  readonly brokenJson: Told
  readonly invalid: Told
}

const house: ExpectedRefusals = {
  missing: [401, 'unauthorized'],
  scope: [403, 'insufficient_scope'],
  role: [403, 'forbidden'],
  unknown: [404, 'not_found'],
  brokenJson: [400, 'invalid_json'],
  invalid: [400, 'validation_failed'],
}

const others: ReadonlyMap<Dialect, ExpectedRefusals> = new Map([
  [
    library,
    {
      missing: [401, null],
      scope: [403, null],
      role: [403, null],
      unknown: [404, null],
      brokenJson: [400, null],
      invalid: [400, null],
    },
  ],
  [
    partner,
    {
      ...house,
      missing: [401, 'missing_or_malformed_authorization'],
      role: [403, 'insufficient_scope'],
      brokenJson: [400, 'invalid_body'],
      invalid: [400, 'invalid_body'],
    },
  ],
  [
    embedKey,
    {
      ...house,
      missing: [401, 'missing_authorization'],
      scope: [403, 'forbidden'],
      invalid: [422, 'invalid_request'],
    },
  ],
  [embedForm, { ...house, unknown: [404, 'session_not_found'], invalid: [400, 'invalid_request'] }],
  [
    tradeItems,
    {
      missing: [401, 'UNAUTHORIZED'],
      scope: [403, 'FORBIDDEN'],
      role: [403, 'FORBIDDEN'],
      unknown: [404, 'NOT_FOUND'],
      brokenJson: [400, 'BAD_REQUEST'],
      invalid: [422, 'VALIDATION_ERROR'],
    },
  ],
])

/** How is this operation expected to refuse? */
export function expectedOf({ dialect }: Pick<OperationMeta, 'dialect'>): ExpectedRefusals {
  return others.get(dialect) ?? house
}

/** What an answer told. */
export function told({ status, body }: Pick<Answer, 'status' | 'body'>): Told {
  return [status, body?.error?.code ?? null]
}
