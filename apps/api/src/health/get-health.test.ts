import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

describe('health', () => {
  it('answers ok while everything it needs answers', async () => {
    const { status, body, headers } = await send(api, 'GET /api/v1/health')
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        success: true,
        data: { status: 'ok', checks: { database: 'ok', queue: 'ok', storage: 'ok' } },
        meta: {},
      },
    })
    expect(headers['x-request-id']).toBeTruthy()
  })
})
