import { type ErrorCode, errorMessage, errorStatus } from '@cartwright/contract/errors'

import type { OperationMeta } from '../definition.ts'

/** Every error this operation can answer, declared or common to its caller. */
export function errorCodesOf(meta: OperationMeta): ErrorCode[] {
  const codes = new Set<ErrorCode>([
    ...meta.errors,
    'validation_failed',
    'rate_limited',
    'internal_error',
  ])
  if (meta.method !== 'GET' && meta.body === 'json') {
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
  storefront: ['unauthorized', 'insufficient_scope', 'origin_not_allowed'],
  internal: ['unauthorized'],
  'stripe-signature': ['unauthorized'],
}

/** The OpenAPI responses for those errors, one per status. */
export function errorResponses(meta: OperationMeta): Record<string, unknown> {
  const byStatus = Map.groupBy(errorCodesOf(meta), errorStatus)
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${errorMessage(code)}`).join('\n\n'),
        content: { 'application/json': { schema: errorSchema(codes) } },
      },
    ]),
  )
}

function errorSchema(codes: readonly ErrorCode[]) {
  return {
    type: 'object',
    required: ['success', 'error', 'meta'],
    properties: {
      success: { const: false },
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: { enum: codes },
          message: { type: 'string' },
          issues: {
            type: 'array',
            items: {
              type: 'object',
              required: ['path', 'message'],
              properties: {
                path: { type: 'array', items: { type: ['string', 'integer'] } },
                message: { type: 'string' },
              },
            },
          },
          details: { type: 'object' },
        },
      },
      meta: {
        type: 'object',
        required: ['requestId'],
        properties: { requestId: { type: 'string' } },
      },
    },
  }
}
