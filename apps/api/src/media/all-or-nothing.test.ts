import { afterAll, expect, it } from 'vitest'

import { mediaInventory } from '../testing/media-inventory.ts'
import { filePart, sendForm } from '../testing/send-form.ts'
import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { testFiles } from '../testing/test-files.ts'
import { createTestShop } from '../testing/test-shop.ts'
import { addTradeItem, imagePart, tradeItemCalls, xKey } from '../testing/test-trade-items.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const { gtin } = await addTradeItem(api, shop)
const { pathOf } = tradeItemCalls(api, shop)

const announced = { filename: 'mug.png', contentType: 'image/png' }
const parts = [filePart(testFiles.png)]
const headers = shop.apiKey

const ways: Readonly<Record<string, () => Promise<{ readonly status: number }>>> = {
  'a store upload': () => sendForm(api, '/api/v1/admin/store/media/upload', { headers, parts }),
  'a file of the library': () => sendForm(api, '/api/v1/media', { headers, parts }),
  'a picture of a trade item': () => {
    const sent = { headers: xKey(shop.apiKey), parts: [imagePart(testFiles.png)] }
    return sendForm(api, pathOf(gtin), sent)
  },
  'an announced upload': () => {
    const body = { ...announced, sizeBytes: 100 }
    return send(api, 'POST /api/v1/media/uploads', { headers, body })
  },
  'a partner’s upload': () =>
    send(api, 'POST /api/v1/admin/media/upload', { headers, body: announced }),
}

it.each(Object.entries(ways))(
  '%s is kept together with its entry in the audit log, or not at all',
  async (_, upload) => {
    const { schema } = api.runtime.db
    await schema.alterTable('audit_log').renameTo('audit_log_elsewhere').execute()
    const { status } = await upload()
    await schema.alterTable('audit_log_elsewhere').renameTo('audit_log').execute()
    expect(status).toBe(500)
    expect(await mediaInventory(api)).toEqual([])
  },
)
