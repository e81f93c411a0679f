import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { Client } from 'pg'
import { expect, test } from 'vitest'

import { collections } from './demo-shop/catalogue/collections.ts'
import { type Site, standInSite } from './supervisor/testing/stand-ins.ts'

const program = join(import.meta.dirname, 'demo-shop', 'testing', 'start-with-killed-filler.ts')
const products = collections.flatMap((collection) => collection.products)
const pictures = [...products.flatMap((product) => product.pictures), ...collections]

test('a filling that is killed is continued, nothing twice; the demo then plays, twice at once', async () => {
  await using site = await standInSite(program)
  const killed = site.start()
  expect(await killed.exited()).toBe(1)
  expect(killed.output()).toContain('cartwright: The demo shop did not finish: signal SIGKILL.')

  const supervisor = site.start()
  const { databaseUrl, apiUrl, storefrontToken } = await supervisor.ready()
  expect(await count(databaseUrl)).toEqual({
    stores: 1,
    products: products.length,
    collections: collections.length,
    media: pictures.length,
    shipping_zones: 2,
    tax_rates: 1,
    discounts: 4,
    storefront_tokens: 1,
    api_keys: 1,
  })

  await expect
    .poll(() => copiesServed(apiUrl, storefrontToken), { timeout: 60_000 })
    .toEqual({ withoutCopies: 0, notServed: [] })

  const shows = await Promise.all([playDemo(site), playDemo(site)])
  for (const show of shows) {
    expect(show.match(/^✓ /gm)?.length).toBeGreaterThan(12)
    const seen: unknown = JSON.parse(show.slice(show.indexOf('\n{')))
    expect(seen).toMatchObject({ paymentStatus: 'paid', fulfilmentStatus: 'fulfilled' })
  }
  expect(await supervisor.end('SIGINT')).toBe(0)
}, 240_000)

async function count(databaseUrl: string): Promise<Readonly<Record<string, number>>> {
  const tables =
    'stores products collections media shipping_zones tax_rates discounts storefront_tokens api_keys'
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  const counts = new Map<string, number>()
  for (const table of tables.split(' ')) {
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)
    counts.set(table, rows[0]?.n ?? -1)
  }
  await client.end()
  return Object.fromEntries(counts)
}

interface ShownImage {
  readonly url: string
  readonly placeholder: string | null
  readonly sizes: Readonly<Record<string, string>>
}

/** How many of the shop's pictures have no smaller copies yet, and which copies are not served? */
async function copiesServed(apiUrl: string, token: string | null) {
  const headers = { 'x-storefront-token': token ?? '' }
  const listed = await fetch(`${apiUrl}/api/v1/storefront/products?limit=100`, { headers })
  const { data } = (await listed.json()) as { data: { products: { images: ShownImage[] }[] } }
  const images = data.products.flatMap((product) => product.images)
  expect(images.length).toBeGreaterThan(20)
  const copies = images.flatMap(({ url, sizes }) => Object.values(sizes).filter((at) => at !== url))
  const notServed: string[] = []
  for (const copy of new Set(copies)) {
    const answer = await fetch(copy)
    if (answer.status !== 200 || answer.headers.get('content-type') !== 'image/webp') {
      notServed.push(copy)
    }
  }
  const isBare = ({ url, placeholder, sizes }: ShownImage): boolean =>
    placeholder === null || Object.values(sizes).every((at) => at === url)
  return { withoutCopies: images.filter(isBare).length, notServed }
}

/** What `npm run demo` prints; rejected when it ends with anything but exit code 0. */
async function playDemo({ dataDir }: Site): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'demo.ts')],
    { env: { PATH: process.env['PATH'], DATA_DIR: dataDir } },
  )
  return stdout
}
