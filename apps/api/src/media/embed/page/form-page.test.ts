import { afterAll, describe, expect, it } from 'vitest'

import { createTestApi } from '../../../testing/test-api.ts'
import { allowOrigins, openForm } from '../../../testing/test-embed.ts'
import { createTestShop } from '../../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const [shop, listing] = [await createTestShop(api), await createTestShop(api)]
await allowOrigins(api, listing, ['https://shop.test', 'https://www.shop.test:8443'])
const { db } = api.runtime

const open = async (url: string) => {
  const response = await api.app.inject({ method: 'GET', url: url.replace('https://api.test', '') })
  const policy = new Map(
    String(response.headers['content-security-policy'])
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
  )
  return { status: response.statusCode, html: response.body, headers: response.headers, policy }
}

describe('the form', () => {
  it('is served to whoever holds the token, and kept nowhere', async () => {
    const { status, html, headers } = await open((await openForm(api, shop)).iframeUrl)
    expect(status).toBe(200)
    expect(html).toContain('Name to engrave')
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
  })

  it('runs its own files alone', async () => {
    const { html, policy } = await open((await openForm(api, shop)).iframeUrl)
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.get('script-src')).toEqual(["'self'"])
    expect(policy.get('style-src')).toEqual(["'self'"])
    expect(html).not.toMatch(/\son\w+=|<style|style=|<script(?![^>]+src=)/)
    for (const [, href = ''] of html.matchAll(/(?:href|src)="(form\.[^"]+)"/g)) {
      const file = await api.app.inject({ method: 'GET', url: `/embed/${href}` })
      expect([file.statusCode, file.headers['cache-control']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ])
    }
  })

  it('stands on the pages the store lists, and on any when it lists none', async () => {
    const listed = await open((await openForm(api, listing)).iframeUrl)
    const ancestors = ["'self'", 'https://shop.test', 'https://www.shop.test:8443']
    expect(listed.policy.get('frame-ancestors')).toEqual(ancestors)
    const any = await open((await openForm(api, shop)).iframeUrl)
    expect(any.policy.get('frame-ancestors')).toEqual(['*'])
    for (const { headers } of [listed, any]) expect(headers['x-frame-options']).toBeUndefined()
  })

  it('never takes text for markup', async () => {
    const evil = '"><script>alert(1)</script>\'&'
    const fields = [
      { key: 'a', label: evil, type: 'text' as const, required: false },
      { key: 'b', label: evil, type: 'longtext' as const, required: true },
      { key: 'c', label: evil, type: 'image' as const, required: false },
    ]
    const form = {
      prefill: { a: evil, b: `</textarea>${evil}` },
      redirectUrl: 'https://x.test/"><b>',
    }
    const session = await openForm(api, shop, { fields, form })
    await db
      .updateTable('products')
      .set({ title: evil })
      .where('id', '=', session.productId)
      .execute()
    const { html } = await open(session.iframeUrl)
    expect(html.match(/<script/g)).toHaveLength(1)
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;')
  })

  it('cannot be filled in when it is only to be looked at', async () => {
    for (const terms of [{ mode: 'view' as const }, { submitForm: false }]) {
      const { html } = await open((await openForm(api, shop, terms)).iframeUrl)
      expect(html).toContain('<fieldset class="plain" disabled>')
      expect(html).not.toContain('type="submit"')
    }
  })
})

describe('instead of the form', () => {
  it.each(['', '?session_token=', '?session_token=eyJ', '?session_token=a&session_token=b'])(
    'a page that says it is closed: %s',
    async (query) => {
      const { status, html } = await open(`/embed/form${query}`)
      expect(status).toBe(401)
      expect(html).toContain('This form is no longer open')
    },
  )

  it('a page that says so, when its time is over or the form is gone', async () => {
    const session = await openForm(api, shop)
    await db
      .updateTable('products')
      .set({ status: 'archived' })
      .where('id', '=', session.productId)
      .execute()
    expect((await open(session.iframeUrl)).status).toBe(404)
    api.clock.advance(4 * 3_600_000)
    const { status, html } = await open(session.iframeUrl)
    expect(status).toBe(401)
    expect(html).not.toContain(session.token)
  })

  it('nothing that tells of the token', async () => {
    const session = await openForm(api, shop)
    await open(session.iframeUrl)
    await open(`${session.iframeUrl}x`)
    expect(JSON.stringify(api.log)).not.toContain(session.token.slice(0, 60))
  })
})
