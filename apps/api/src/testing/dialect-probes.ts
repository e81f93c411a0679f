import { errorCatalogue, type ErrorCode } from '@cartwright/contract/errors'
import { idInput } from '@cartwright/contract/scalars'
import { z } from 'zod'

import { buildApp } from '../app.ts'
import {
  embedFormOperation,
  embedFormUpload,
  embedKeyOperation,
  libraryOperation,
  libraryUpload,
  partnerOperation,
  tradeItemOperation,
  tradeItemUpload,
} from '../operation/operation.ts'
import { operationsOf } from '../operation/operations.ts'
import { trpc } from '../operation/trpc.ts'
import { send as sendTo, type SentRequest } from './send.ts'
import { createTestApi } from './test-api.ts'
import { addEmbedSession } from './test-embed-session.ts'
import { createTestShop } from './test-shop.ts'

const codes = Object.keys(errorCatalogue) as ErrorCode[]
const failing = z.strictObject({
  fail: z.enum(codes).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  name: z.string().max(5).optional(),
})
const ofSession = failing.extend({ sessionId: idInput })
const output = z.object({ by: z.string(), meta: z.object({ count: z.int() }) })
const shared = { method: 'POST', status: 200, summary: 'A probe', output, errors: codes } as const
const write = { ...shared, permission: 'media:write' } as const
const file = z.string().optional().meta({ format: 'binary' })

interface Failing {
  readonly ctx: { readonly fail: (code: ErrorCode, details?: Record<string, unknown>) => never }
  readonly input: z.output<typeof failing>
}

function answer({ ctx, input }: Failing) {
  if (input.fail !== undefined) ctx.fail(input.fail, input.details)
  return { by: input.name ?? 'nobody', meta: { count: 1 } }
}

async function readForm(files: AsyncIterable<{ stream: NodeJS.ReadableStream }> | undefined) {
  let count = 0
  for await (const { stream } of files ?? []) {
    stream.resume()
    count += 1
  }
  return { by: 'form', meta: { count } }
}

const limits = { fileSizeBytes: 1_000, files: 2 }
const urls = z.strictObject({ urls: z.array(z.string()).min(1) })
/** How often the probes that count themselves were run. */
export const runs = { count: 0 }

/** Operations of every media dialect that fail as they are told to. */
export const probes = trpc.router({
  library: libraryOperation({ ...write, path: '/api/v1/media/probe', input: failing }).mutation(
    async (call) => answer(call),
  ),
  gone: libraryOperation({
    ...write,
    method: 'DELETE',
    path: '/api/v1/media/probe/{mediaId}',
    status: 204,
    input: z.strictObject({ mediaId: idInput, force: z.boolean().optional() }),
    output: z.void(),
  }).mutation(async () => {
    runs.count += 1
  }),
  mixed: libraryUpload({
    ...write,
    path: '/api/v1/media/mixed',
    input: z.strictObject({ file }),
    json: urls,
  }).staged(async ({ ctx }) => {
    runs.count += 1
    const asked = ctx.body?.json?.(urls) ?? null
    if (asked === null) return readForm(ctx.body?.files(limits))
    return { by: 'json', meta: { count: asked.urls.length } }
  }),
  partner: partnerOperation({ ...write, path: '/api/v1/admin/probe', input: failing }).mutation(
    async (call) => answer(call),
  ),
  embedKey: embedKeyOperation({
    ...shared,
    permission: 'embed:write',
    path: '/v1/embed/probe',
    input: failing,
  }).mutation(async (call) => answer(call)),
  embedForm: embedFormOperation({
    ...shared,
    path: '/v1/embed/form-submit/{sessionId}',
    input: ofSession,
  }).mutation(async ({ ctx, input }) => ({ ...answer({ ctx, input }), by: ctx.session.productId })),
  embedUpload: embedFormUpload({
    ...shared,
    path: '/v1/embed/form-submit/{sessionId}/upload-image',
    input: z.strictObject({ sessionId: idInput, file }),
  }).staged(async ({ ctx }) => readForm(ctx.body?.files(limits))),
  tradeItem: tradeItemOperation({
    ...write,
    path: '/dashboard/api/v1/trade-items/probe',
    input: failing,
  }).mutation(async (call) => answer(call)),
  tradeUpload: tradeItemUpload({
    ...write,
    path: '/dashboard/api/v1/trade-items/upload',
    input: z.strictObject({ image: file }),
  }).staged(async ({ ctx }) => readForm(ctx.body?.files(limits))),
})

type Route = Parameters<typeof sendTo>[1]

export interface Face {
  readonly route: Route
  readonly headers: Readonly<Record<string, string>>
}

/** An API that serves the probes, a shop, and for each dialect where and as whom to ask. */
export async function openProbes(settings: Parameters<typeof createTestApi>[0] = {}) {
  const api = await createTestApi(settings)
  const app = await buildApp(api.runtime, operationsOf(probes))
  const shop = await createTestShop(api)
  const embed = await addEmbedSession(api, shop)
  const secret = shop.apiKey['authorization']?.slice('Bearer '.length) ?? ''
  const form = `/v1/embed/form-submit/${embed.sessionId}` as const
  const send = (route: Route, request: SentRequest = {}) => sendTo({ ...api, app }, route, request)
  const faces = {
    library: { route: 'POST /api/v1/media/probe', headers: shop.apiKey },
    partner: { route: 'POST /api/v1/admin/probe', headers: shop.apiKey },
    embedKey: { route: 'POST /v1/embed/probe', headers: shop.apiKey },
    embedForm: { route: `POST ${form}`, headers: embed.headers },
    tradeItems: {
      route: 'POST /dashboard/api/v1/trade-items/probe',
      headers: { 'x-api-key': secret },
    },
  } satisfies Record<string, Face>
  return {
    api,
    app,
    shop,
    embed,
    secret,
    form,
    send,
    faces,
    failWith: ({ route, headers }: Face, fail: ErrorCode, details?: Record<string, unknown>) =>
      send(route, { headers, body: { fail, ...(details && { details }) } }),
    async [Symbol.asyncDispose]() {
      await app.close()
      await api[Symbol.asyncDispose]()
    },
  }
}
