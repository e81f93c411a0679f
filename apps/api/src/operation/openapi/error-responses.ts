import type { ErrorCode } from '@cartwright/contract/errors'

import type { ErrorHint } from '../app-error.ts'
import type { OperationMeta } from '../definition.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { type Refusal, refusalOfCode } from '../dialects/refusals.ts'
import { foreignBodyHints } from '../foreign-body.ts'

/** Every error this operation can answer, declared or common to its caller. */
function errorCodesOf(meta: OperationMeta): ErrorCode[] {
  const codes = new Set<ErrorCode>([
    ...meta.errors,
    'validation_failed',
    'rate_limited',
    'internal_error',
  ])
  if (meta.method !== 'GET' && (meta.body === 'json' || meta.body === 'mixed')) {
    for (const code of jsonBodyErrors) codes.add(code)
  }
  if (meta.method !== 'GET' && meta.caller !== 'stripe-signature') {
    codes.add('idempotency_in_progress').add('idempotency_mismatch')
  }
  for (const code of callerErrors[meta.caller]) codes.add(code)
  if (meta.path.includes('{')) codes.add('not_found')
  return [...codes].sort()
}

const jsonBodyErrors = ['invalid_json', 'payload_too_large', 'unsupported_media_type'] as const

const callerErrors: Record<OperationMeta['caller'], readonly ErrorCode[]> = {
  none: [],
  link: ['not_found'],
  account: ['unauthorized'],
  operator: ['unauthorized', 'forbidden', 'insufficient_scope', 'not_found'],
  key: ['unauthorized', 'forbidden', 'insufficient_scope', 'not_found'],
  'x-api-key': ['unauthorized', 'insufficient_scope'],
  embed: ['unauthorized', 'session_not_found', 'origin_not_allowed'],
  storefront: ['unauthorized', 'insufficient_scope', 'origin_not_allowed'],
  internal: ['unauthorized'],
  'stripe-signature': ['unauthorized'],
}

/** Every way this operation can refuse, as its dialect tells it. */
export function refusalsIn(meta: OperationMeta): Refusal[] {
  const { refusals } = meta.dialect
  return errorCodesOf(meta).flatMap((code) =>
    hintsOf(meta, code).map((hint) => refusalOfCode(refusals, code, hint)),
  )
}

/** What may be behind this code here. A type that the operation itself does not refuse is the body's. */
function hintsOf({ body, errors }: OperationMeta, code: ErrorCode): (ErrorHint | undefined)[] {
  if (code === 'unauthorized') return [undefined, 'missing']
  if (code !== 'unsupported_media_type') return [undefined]
  return errors.includes(code) ? [undefined, foreignBodyHints[body]] : [foreignBodyHints[body]]
}

/** The OpenAPI responses for those errors as the operation's dialect tells them, one per status. */
export function errorResponses(meta: OperationMeta): Record<string, unknown> {
  const { failure } = meta.dialect
  const byStatus = Map.groupBy(refusalsIn(meta), ({ status }) => status)
  return Object.fromEntries(
    [...byStatus].map(([status, told]) => [
      String(status),
      {
        description: sentencesOf(told, failure).join('\n\n'),
        content: { 'application/json': { schema: errorSchema(told, failure) } },
      },
    ]),
  )
}

function sentencesOf(told: readonly Refusal[], { hasCodes }: Dialect['failure']): string[] {
  const sentences = told.map(({ code, message }) =>
    hasCodes ? `\`${code}\`: ${message}` : message,
  )
  return [...new Set(sentences)]
}

/** The dialect's failure with the codes this response can carry. */
function errorSchema(told: readonly Refusal[], { name, hasCodes }: Dialect['failure']) {
  const $ref = `#/components/schemas/${name}`
  if (!hasCodes) return { $ref }
  const codes = [...new Set(told.map(({ code }) => code))]
  return {
    allOf: [{ $ref }, { properties: { error: { properties: { code: { enum: codes } } } } }],
  }
}
