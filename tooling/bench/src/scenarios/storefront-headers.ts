import type { World } from '../world/start-world.ts'

/** What a shop front of the measured shop sends with every request. */
export function storefrontHeaders({ shop }: World): Readonly<Record<string, string>> {
  return { 'x-storefront-token': shop.storefrontToken }
}
