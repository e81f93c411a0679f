import { loadReads } from '../load/load-reads.ts'
import type { World } from '../world/start-world.ts'
import { requireSameAnswer } from './same-answer.ts'
import type { Scenario } from './scenario.ts'
import { sendJson } from './send-json.ts'
import { storefrontHeaders } from './storefront-headers.ts'

const OURS = '/api/v1/storefront/products?limit=20'
const FLOOR = '/products'

/** The first page of a shop: 20 products with their variants, prices, pictures and collections. */
export const productList: Scenario = {
  name: 'list',
  title: 'Product list, 20 of 1,000',
  unit: 'request',
  check: async (world) => {
    const ours = await readOurs(world)
    requireSameAnswer(ours, await sendJson({ method: 'GET', url: `${world.floorUrl}${FLOOR}` }))
  },
  ours: (world, stretch) => {
    const headers = storefrontHeaders(world)
    return loadReads({ url: world.apiUrl, paths: [OURS], headers }, stretch)
  },
  floor: ({ floorUrl }, stretch) =>
    loadReads({ url: floorUrl, paths: [FLOOR], headers: {} }, stretch),
  counted: [{ name: 'product list', atMost: 2, prepare: async (world) => () => readOurs(world) }],
}

function readOurs(world: World): Promise<unknown> {
  const headers = storefrontHeaders(world)
  return sendJson({ method: 'GET', url: `${world.apiUrl}${OURS}`, headers })
}
