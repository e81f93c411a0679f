import { loadBuyers } from '../load/load-buyers.ts'
import type { World } from '../world/start-world.ts'
import { buyer } from './buyer.ts'
import { floorErrand } from './floor-errand.ts'
import type { Scenario } from './scenario.ts'
import { sendJson } from './send-json.ts'

/** From an empty cart to an order: five requests to the API, one payment at the sandbox, whose
 *  webhooks reach the API meanwhile. The floor answers five requests and takes no payment. */
export const completeOrder: Scenario = {
  name: 'order',
  title: 'Complete order through the sandbox',
  unit: 'errand',
  check: (world) => order(world, 0),
  ours: (world, stretch) => {
    let number = 0
    return loadBuyers(() => order(world, (number += 1)), stretch)
  },
  floor: (world, stretch) => loadBuyers(floorErrand(world, 5), stretch),
  counted: [
    {
      name: 'create checkout session',
      atMost: 12,
      prepare: async (world) => {
        const cartId = await fillCart(world, 3)
        return () => buyer(world, 3).createSession(cartId)
      },
    },
    {
      name: 'confirm, placing the order',
      atMost: 20,
      prepare: async (world) => {
        const cartId = await fillCart(world, 4)
        const sessionId = await buyer(world, 4).createSession(cartId)
        // Without webhooks: one that comes first would place the order instead.
        await pay(world, sessionId, { drop: true })
        return () => buyer(world, 4).confirm(cartId, sessionId)
      },
    },
  ],
}

async function order(world: World, number: number): Promise<void> {
  const cartId = await fillCart(world, number)
  const someone = buyer(world, number)
  const sessionId = await someone.createSession(cartId)
  await pay(world, sessionId)
  await someone.confirm(cartId, sessionId)
}

async function fillCart(world: World, number: number): Promise<string> {
  const someone = buyer(world, number)
  const cartId = await someone.createCart()
  await someone.addItem(cartId)
  await someone.chooseShipping(cartId)
  return cartId
}

function pay(world: World, sessionId: string, webhooks: object = {}): Promise<unknown> {
  const url = `${world.sandboxUrl}/sandbox/checkout/sessions/${sessionId}/pay`
  return sendJson({ method: 'POST', url, body: { outcome: 'succeed', webhooks } })
}
