import type { PersonalisationField } from '@cartwright/db/json-columns'
import type { Browser, Frame, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { createTestApi } from '../../../testing/test-api.ts'
import { openBrowser, serveShopPage, type TestPage } from '../../../testing/test-browser.ts'
import { allowOrigins, openForm, type TestSessionTerms } from '../../../testing/test-embed.ts'
import { createTestShop } from '../../../testing/test-shop.ts'

const api = await createTestApi()
const shop = await createTestShop(api)
const { db } = api.runtime

/** The form in an iframe, and what its page is told. */
const framing = (url: URL) => `<!doctype html><title>Shop</title>
<script>
  window.told = []
  window.addEventListener('message', ({ data, origin }) => window.told.push({ data, origin }))
</script>
<button id="before">Before</button>
<iframe src="${url.searchParams.get('form')?.replaceAll('"', '&quot;')}" width="400" height="700"></iframe>`

let browser: Browser
let shopPage: TestPage
let otherPage: TestPage
let page: Page

beforeAll(async () => {
  const publicUrl = await api.app.listen({ port: 0, host: '127.0.0.1' })
  Object.assign(api.runtime.settings, { publicUrl })
  browser = await openBrowser()
  shopPage = await serveShopPage(framing)
  otherPage = await serveShopPage(framing)
  await allowOrigins(api, shop, [shopPage.origin])
})
afterEach(() => page.close())
afterAll(async () => {
  await browser.close()
  await shopPage[Symbol.asyncDispose]()
  await otherPage[Symbol.asyncDispose]()
  await api[Symbol.asyncDispose]()
})

const show = async (terms: TestSessionTerms = {}, on: TestPage = shopPage) => {
  const session = await openForm(api, shop, terms)
  page = await browser.newPage()
  await page.goto(`${on.origin}/?form=${encodeURIComponent(session.iframeUrl)}`)
  const frame = await frameOf(page)
  return { session, frame }
}

const frameOf = async (page: Page): Promise<Frame> => {
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame()
  if (frame === null || frame === undefined) throw new Error('The page has no frame')
  await frame.waitForLoadState()
  return frame
}

const told = (): Promise<{ data: unknown; origin: string }[]> => page.evaluate('window.told')

const focused = (frame: Frame): Promise<string> => frame.evaluate('document.activeElement.id')

/** Keys reach a frame of another process when they do. */
const tabTo = async (frame: Frame, id: string) => {
  await page.keyboard.press('Tab')
  await expect.poll(() => focused(frame), { timeout: 5_000 }).toBe(id)
}

const submissions = (sessionId: string) =>
  db.selectFrom('formSubmissions').selectAll().where('sessionId', '=', sessionId).execute()

/** A picture that no compression makes small. */
const noise = async () => {
  const [width, height] = [300, 300]
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, () => Math.random() * 256))
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

const picture = async () => ({ name: 'cat.png', mimeType: 'image/png', buffer: await noise() })

describe('a buyer with a keyboard alone', () => {
  it('fills in the form, sends a picture with it, and the shop hears of it', async () => {
    const { frame, session } = await show()
    await page.locator('#before').focus()
    await tabTo(frame, 'f-name')
    await page.keyboard.type('Ada')

    await tabTo(frame, 'f-motif')
    const network = await page.context().newCDPSession(frame)
    await network.send('Network.enable')
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 }
    await network.send('Network.emulateNetworkConditions', slow)
    const chooserOpens = page.waitForEvent('filechooser')
    await page.keyboard.press('Space')
    const chooser = await chooserOpens
    await chooser.setFiles(await picture())
    const value: () => Promise<number> = () =>
      frame.evaluate(`document.querySelector('progress').value`)
    await expect.poll(value, { timeout: 10_000, interval: 20 }).toBeGreaterThan(0)
    expect(await frame.locator('progress').isVisible()).toBe(true)
    expect(await frame.locator('figure img').isVisible()).toBe(true)
    expect(await frame.locator('figure img').getAttribute('src')).toMatch(/^blob:/)
    await frame.getByText('The picture is uploaded.').waitFor()
    expect(await frame.locator('progress').isVisible()).toBe(false)
    const size = await frame.evaluate(`document.querySelector('figure img').naturalWidth`)
    expect(size).toBe(300)

    // The button that takes the picture back comes between.
    await page.keyboard.press('Tab')
    await tabTo(frame, 'f-gift')
    await page.keyboard.press('Space')
    await tabTo(frame, 'send')
    await page.keyboard.press('Enter')
    await frame.getByRole('heading', { name: 'Thank you' }).waitFor()

    const [submission] = await submissions(session.sessionId)
    expect(submission?.data).toEqual({
      name: 'Ada',
      gift: true,
      motif: expect.stringContaining(`/embed-uploads/${shop.storeId}/${session.sessionId}/`),
    })
    await expect.poll(told).toEqual([
      {
        data: { type: 'form.submitted', submissionId: submission?.id },
        origin: api.runtime.settings.publicUrl,
      },
    ])
  })

  it('is taken to the first thing that is wrong, and told what', async () => {
    const { frame, session } = await show()
    await frame.locator('#send').focus()
    await page.keyboard.press('Enter')
    const name = frame.locator('#f-name')
    await frame.locator('#f-name[aria-invalid="true"]').waitFor()
    expect(await focused(frame)).toBe('f-name')
    const described = await name.getAttribute('aria-describedby')
    expect(await frame.locator(`#${described}`).textContent()).toBe('Please fill this in')
    const alert = frame.getByRole('alert')
    expect(await alert.textContent()).toContain('Name to engrave – Please fill this in')
    expect([await submissions(session.sessionId), await told()]).toEqual([[], []])
    await page.keyboard.type('Ada')
    await page.keyboard.press('Enter')
    await frame.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect(await submissions(session.sessionId)).toHaveLength(1)
  })
})

describe('a picture', () => {
  it('that is none is refused at once, and the form still sent', async () => {
    const { frame } = await show()
    const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }
    await frame.locator('#f-motif').setInputFiles(file)
    const message = 'This file is not a picture. Please choose a JPEG, PNG, WebP or GIF.'
    expect(await frame.locator('#e-motif').textContent()).toBe(message)
    await frame.locator('#f-name').fill('Ada')
    await frame.locator('#send').click()
    await frame.getByRole('heading', { name: 'Thank you' }).waitFor()
  })

  it('that the server finds to be none is taken back', async () => {
    const { frame } = await show()
    const file = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }
    await frame.locator('#f-motif').setInputFiles(file)
    await frame.locator('#f-motif[aria-invalid="true"]').waitFor()
    expect(await frame.locator('figure').isVisible()).toBe(false)
  })

  it('can be taken back', async () => {
    const { frame, session } = await show()
    await frame.locator('#f-motif').setInputFiles(await picture())
    await frame.getByText('The picture is uploaded.').waitFor()
    await frame.getByRole('button', { name: /^Remove picture/ }).click()
    expect(await focused(frame)).toBe('f-motif')
    await frame.locator('#f-name').fill('Ada')
    await frame.locator('#send').click()
    await frame.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect((await submissions(session.sessionId))[0]?.data).toEqual({ name: 'Ada', gift: false })
  })

  it('that is still on its way is waited for', async () => {
    const { frame, session } = await show()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/upload-image', async (route) => {
      await held
      await route.continue()
    })
    await frame.locator('#f-motif').setInputFiles(await picture())
    await frame.locator('#f-name').fill('Ada')
    await frame.locator('#send').click()
    await frame.getByText('Waiting for the picture…').waitFor()
    expect(await submissions(session.sessionId)).toEqual([])
    release()
    await frame.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect((await submissions(session.sessionId))[0]?.data).toHaveProperty('motif')
  })
})

describe('a page the store does not list', () => {
  it('is shown no form', async () => {
    const { frame } = await show({}, otherPage)
    expect(await frame.locator('#form').count()).toBe(0)
  })

  it('hears nothing, even if it got hold of one', async () => {
    const session = await openForm(api, shop)
    page = await browser.newPage()
    // As a browser would have it that knows no frame-ancestors.
    await page.route('**/embed/form?*', async (route) => {
      const response = await route.fetch()
      const { 'content-security-policy': _, ...headers } = response.headers()
      await route.fulfill({ response, headers })
    })
    await page.goto(`${otherPage.origin}/?form=${encodeURIComponent(session.iframeUrl)}`)
    const frame = await frameOf(page)
    await frame.locator('#f-name').fill('Ada')
    await frame.locator('#send').click()
    await frame.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect(await submissions(session.sessionId)).toHaveLength(1)
    expect(await told()).toEqual([])
  })
})

describe('the form', () => {
  it('shows what the shop filled in, and leads on where it says', async () => {
    const redirectUrl = `${shopPage.origin}/?thanks`
    const form = { prefill: { name: 'Grace', gift: true }, redirectUrl }
    const { frame } = await show({ form })
    expect(await frame.locator('#f-name').inputValue()).toBe('Grace')
    expect(await frame.locator('#f-gift').isChecked()).toBe(true)
    await frame.locator('#send').click()
    await frame.waitForURL(redirectUrl)
  })

  it('is only looked at in a session to look at', async () => {
    const { frame } = await show({ mode: 'view', form: { prefill: { name: 'Grace' } } })
    expect(await frame.locator('#f-name').isDisabled()).toBe(true)
    expect(await frame.locator('#send').count()).toBe(0)
  })

  it('takes an answer of every kind', async () => {
    const types = ['text', 'longtext', 'number', 'date', 'url', 'email'] as const
    const asked = types.map((type) => ({ key: type, label: type, type, required: true }))
    const sure = { key: 'sure', label: 'Sure?', type: 'boolean', required: true } as const
    const fields: PersonalisationField[] = [...asked, sure]
    const { frame, session } = await show({ fields })
    await frame.locator('#send').click()
    await frame.locator('#f-text[aria-invalid="true"]').waitFor()
    expect(await frame.locator('[aria-invalid="true"]').count()).toBe(fields.length)
    await frame.locator('#f-text').fill('<b>Ada</b>')
    await frame.locator('#f-longtext').fill('one\ntwo')
    await frame.locator('#f-number').fill('12.5')
    await frame.locator('#f-date').fill('2027-01-31')
    await frame.locator('#f-url').fill('https://example.com/')
    await frame.locator('#f-email').fill('ada@example.com')
    await frame.getByRole('radio', { name: 'No' }).check()
    await frame.locator('#send').click()
    await frame.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect((await submissions(session.sessionId))[0]?.data).toEqual({
      text: '<b>Ada</b>',
      longtext: 'one\ntwo',
      number: 12.5,
      date: '2027-01-31',
      url: 'https://example.com/',
      email: 'ada@example.com',
      sure: false,
    })
  })

  it('says so when its time ran out meanwhile', async () => {
    const { frame, session } = await show()
    await db.deleteFrom('embedSessions').where('id', '=', session.sessionId).execute()
    await frame.locator('#f-name').fill('Ada')
    await frame.locator('#send').click()
    const alert = frame.getByRole('alert').getByText('This form has expired.')
    await alert.waitFor()
    expect(await submissions(session.sessionId)).toEqual([])
  })
})
