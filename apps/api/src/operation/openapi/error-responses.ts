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

/** The envelope with the codes this response can carry. */
function errorSchema(codes: readonly ErrorCode[]) {
  return {
    allOf: [
      { $ref: '#/components/schemas/Failure' },
      { properties: { error: { properties: { code: { enum: codes } } } } },
    ],
  }
}

/** The component every error response refers to: the house envelope of a failure. */
export const failureSchema = {
  type: 'object',
  required: ['success', 'error', 'meta'],
  properties: {
    success: { const: false },
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', description: 'Stable; from one catalogue' },
        message: { type: 'string', description: 'What to do about it' },
        issues: {
          type: 'array',
          description: 'What is wrong with which field',
          items: {
            type: 'object',
            required: ['path', 'message'],
            properties: {
              path: { type: 'array', items: { type: ['string', 'integer'] } },
              message: { type: 'string' },
            },
          },
        },
        details: { type: 'object', description: 'Facts that go with the code' },
      },
    },
    meta: {
      type: 'object',
      required: ['requestId'],
      properties: { requestId: { type: 'string' } },
    },
  },
}
