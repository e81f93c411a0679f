import { expect, test } from 'vitest'

import { keysUnder } from './keys-under.ts'
import { read } from './read.ts'
import type { StorageUnderTest } from './storage-under-test.ts'

const form = { contentType: 'image/png', expiresInSeconds: 900, minBytes: 2, maxBytes: 5 }

const other = (policy: string): string => {
  const text = Buffer.from(policy, 'base64').toString()
  return Buffer.from(text.replace('image/png', 'image/gif')).toString('base64')
}

/** What a presigned POST promises, and what it refuses, on every driver. */
export const describePresignedPosts = ({ make, send }: StorageUnderTest): void => {
  const post = async (
    body: string,
    change: (fields: Readonly<Record<string, string>>) => Record<string, string> = (it) => it,
  ): Promise<{ readonly status: number; readonly kept: string[] }> => {
    const storage = await make()
    const to = await storage.presignPost('a/b.png', form)
    const status = await send(storage, { ...to, fields: change(to.fields) }, { body })
    return { status, kept: await keysUnder(storage, '') }
  }

  test.each(['12', '12345'])(
    'a presigned POST of %s, within its bounds, is taken',
    async (body) => {
      const storage = await make()
      const to = await storage.presignPost('a/b.png', form)
      expect(await send(storage, to, { body })).toBe(204)
      expect(await read(storage, 'a/b.png')).toBe(body)
      expect(await storage.head('a/b.png')).toMatchObject({ contentType: 'image/png' })
    },
  )

  test('a presigned POST with a byte too many or too few leaves nothing', async () => {
    expect(await post('123456')).toEqual({ status: 400, kept: [] })
    expect(await post('1')).toEqual({ status: 400, kept: [] })
  })

  test('a presigned POST to another key or of another type is refused', async () => {
    const refused = { status: 403, kept: [] }
    expect(await post('123', (it) => ({ ...it, key: 'a/c.png' }))).toEqual(refused)
    expect(await post('123', (it) => ({ ...it, 'Content-Type': 'text/html' }))).toEqual(refused)
  })

  test('a presigned POST with a policy of its own, or more than it names, is refused', async () => {
    const changed = await post('123', (fields) => ({
      ...fields,
      ...('Policy' in fields && { Policy: other(fields['Policy'] ?? '') }),
      ...('policy' in fields && { policy: other(fields['policy'] ?? '') }),
    }))
    expect(changed).toEqual({ status: 403, kept: [] })
    const more = await post('123', (it) => ({ ...it, 'Content-Disposition': 'inline' }))
    expect(more).toEqual({ status: 403, kept: [] })
  })

  test('a presigned POST ends in time', async () => {
    const storage = await make()
    const to = await storage.presignPost('a/b.png', { ...form, expiresInSeconds: 1 })
    const late = () => send(storage, to, { body: '123' })
    await expect.poll(late, { timeout: 10_000, interval: 300 }).toBe(403)
  })
}
