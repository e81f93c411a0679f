import { loadReads } from '../load/load-reads.ts'
import type { World } from '../world/start-world.ts'
import { requireSameAnswer } from './same-answer.ts'
import type { Scenario } from './scenario.ts'
import { sendJson } from './send-json.ts'
import { storefrontHeaders } from './storefront-headers.ts'

/** The page of one product; every connection goes through 200 of them. */
export const productDetail: Scenario = {
  name: 'detail',
  title: 'Product detail',
  unit: 'request',
  check: async (world) => {
    const slug = slugsOf(world)[1] ?? ''
    const ours = await readOurs(world, slug)
    const floor = await sendJson({ method: 'GET', url: `${world.floorUrl}/products/${slug}` })
    requireSameAnswer(ours, floor)
  },
  ours: (world, stretch) => {
    const paths = slugsOf(world).map((slug) => `/api/v1/storefront/products/${slug}`)
    return loadReads({ url: world.apiUrl, paths, headers: storefrontHeaders(world) }, stretch)
  },
  floor: (world, stretch) => {
    const paths = slugsOf(world).map((slug) => `/products/${slug}`)
    return loadReads({ url: world.floorUrl, paths, headers: {} }, stretch)
  },
  counted: [
    {
      name: 'product detail',
      atMost: 2,
      prepare: async (world) => () => readOurs(world, slugsOf(world)[0] ?? ''),
    },
  ],
}

function slugsOf({ shop }: World): string[] {
  return shop.products.filter((_, number) => number % 5 === 0).map(({ slug }) => slug)
}

function readOurs(world: World, slug: string): Promise<unknown> {
  const url = `${world.apiUrl}/api/v1/storefront/products/${slug}`
  return sendJson({ method: 'GET', url, headers: storefrontHeaders(world) })
}
