import type { PersonalisationField } from '@cartwright/db/json-columns'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { differenceFrom, OTHER_PAGE } from '../../../testing/screenshot.ts'
import { createTestApi } from '../../../testing/test-api.ts'
import { openBrowser } from '../../../testing/test-browser.ts'
import { openForm, type TestSessionTerms } from '../../../testing/test-embed.ts'
import { createTestShop } from '../../../testing/test-shop.ts'

const api = await createTestApi()
const shop = await createTestShop(api)
const { db } = api.runtime

const phone = { width: 390, height: 844 }
const desktop = { width: 1280, height: 800 }

const fields: readonly PersonalisationField[] = [
  { key: 'name', label: 'Name to engrave', type: 'text', required: true, maxLength: 20 },
  { key: 'motif', label: 'Picture', type: 'image', required: false },
  { key: 'wishes', label: 'Anything we should know?', type: 'longtext', required: false },
  { key: 'date', label: 'Needed by', type: 'date', required: false },
  { key: 'box', label: 'Shall we put it in a box?', type: 'boolean', required: true },
  { key: 'gift', label: 'Hide the price on the delivery note', type: 'boolean', required: false },
]

let browser: Browser
let page: Page

beforeAll(async () => {
  const publicUrl = await api.app.listen({ port: 0, host: '127.0.0.1' })
  Object.assign(api.runtime.settings, { publicUrl })
  await db
    .updateTable('stores')
    .set({ name: 'Willow & Oak' })
    .where('id', '=', shop.storeId)
    .execute()
  browser = await openBrowser()
})
afterEach(() => page.context().close())
afterAll(async () => {
  await browser.close()
  await api[Symbol.asyncDispose]()
})

interface Look extends TestSessionTerms {
  readonly viewport: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
}

const show = async ({ viewport, colorScheme = 'light', ...terms }: Look) => {
  const session = await openForm(api, shop, { fields, ...terms })
  await db
    .updateTable('products')
    .set({ title: 'Silver locket, engraved' })
    .where('id', '=', session.productId)
    .execute()
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
  page = await context.newPage()
  await page.goto(session.iframeUrl)
}

const breakIt = async () => {
  await page.locator('#send').click()
  await page.locator('#f-name[aria-invalid="true"]').waitFor()
}

const addPicture = async () => {
  const buffer = await sharp({
    create: { width: 400, height: 300, channels: 3, background: '#c8643c' },
  })
    .png()
    .toBuffer()
  const file = { name: 'cat.png', mimeType: 'image/png', buffer }
  await page.locator('#f-motif').setInputFiles(file)
  await page.getByText('The picture is uploaded.').waitFor()
}

const thank = async () => {
  await page.locator('#f-name').fill('Ada')
  await page.getByRole('radio', { name: 'Yes' }).check()
  await page.locator('#send').click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
}

interface Facts {
  /** How much wider than the window the page is. */
  readonly overflow: number
  /** Controls less than 44 px tall, what is clicked for them included. */
  readonly small: string[]
  /** Controls whose label cannot be seen. */
  readonly unlabelled: string[]
  /** Texts that stand out too little from what is behind them: WCAG 2.2, 1.4.3. */
  readonly faint: string[]
}

const facts = (): Promise<Facts> =>
  page.evaluate(`(() => {
  const seen = (el) => el.checkVisibility() && el.getBoundingClientRect().width > 1
  const controls = [...document.querySelectorAll('input, textarea, button')].filter(seen)
  const target = (el) => el.closest('.tick') ?? el
  const rgb = (color) => color.match(/[\\d.]+/g).map(Number)
  const groundOf = (el) => {
    for (let at = el; at !== null; at = at.parentElement) {
      const [r, g, b, a = 1] = rgb(getComputedStyle(at).backgroundColor)
      if (a > 0) return [r, g, b]
    }
    return [255, 255, 255]
  }
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((level) => {
      const share = level / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * x + 0.7152 * y + 0.0722 * z
  }
  const contrast = (el) => {
    const [one, two] = [light(rgb(getComputedStyle(el).color)), light(groundOf(el))]
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05)
  }
  const texts = [...document.querySelectorAll('h1, h2, p, label, legend, .required, input, textarea, button, .faults')]
  return {
    overflow: document.scrollingElement.scrollWidth - window.innerWidth,
    small: controls.filter((el) => target(el).getBoundingClientRect().height < 44).map((el) => el.outerHTML),
    unlabelled: controls
      .filter((el) => el.matches('input, textarea') && ![...el.labels].some(seen))
      .map((el) => el.outerHTML),
    faint: texts.filter((el) => seen(el) && contrast(el) < 4.5).map((el) => el.outerHTML),
  }
})()`)

const looks: [string, Look, () => Promise<void>][] = [
  ['phone', { viewport: phone }, async () => {}],
  ['desktop', { viewport: desktop }, addPicture],
  ['phone-dark-faults', { viewport: phone, colorScheme: 'dark' }, breakIt],
  ['desktop-dark', { viewport: desktop, colorScheme: 'dark' }, addPicture],
  [
    'phone-view',
    { viewport: phone, mode: 'view', form: { prefill: { name: 'Ada' } } },
    async () => {},
  ],
  ['desktop-thanks', { viewport: desktop }, thank],
]

describe('the form', () => {
  it.each(looks)('is pleasant to look at and to hit: %s', async (name, look, act) => {
    await show(look)
    await act()
    const nothing: Facts = { overflow: 0, small: [], unlabelled: [], faint: [] }
    expect(await facts()).toEqual(nothing)
    const screenshot = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    const keep = process.env['KEEP_SCREENSHOTS']
    if (keep !== undefined) await sharp(screenshot).toFile(`${keep}/${name}.png`)
    const reference = new URL(`screenshots/${name}.png`, import.meta.url)
    expect(await differenceFrom(reference, screenshot)).toBeLessThan(OTHER_PAGE)
  })

  it('stays within the narrowest phone, however long the words', async () => {
    const word = 'Donaudampfschifffahrtsgesellschaftskapitänsmütze'
    const long = fields.map((field) => ({ ...field, label: word.repeat(2) }))
    await show({ viewport: { width: 320, height: 640 }, fields: long })
    await addPicture()
    expect((await facts()).overflow).toBe(0)
  })
})
