import type { Errand } from '../load/load-buyers.ts'
import type { World } from '../world/start-world.ts'
import { variantOf } from './buyer.ts'
import { sendJson } from './send-json.ts'

/** So many requests, one after the other, each answered from one simple prepared statement. */
export function floorErrand(world: World, requests: number): Errand {
  let number = 0
  return async () => {
    number += 1
    const url = `${world.floorUrl}/variants/${variantOf(world, number)}`
    for (let request = 0; request < requests; request += 1) {
      await sendJson({ method: 'POST', url, body: { quantity: 1 } })
    }
  }
}
