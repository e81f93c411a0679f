import { loadBuyers } from '../load/load-buyers.ts'
import { buyer } from './buyer.ts'
import { floorErrand } from './floor-errand.ts'
import type { Scenario } from './scenario.ts'

/** A new cart and its first item: two requests. */
export const addItem: Scenario = {
  name: 'cart',
  title: 'Create cart + add item',
  unit: 'errand',
  check: async (world) => {
    const ada = buyer(world, 0)
    await ada.addItem(await ada.createCart())
  },
  ours: (world, stretch) => {
    let number = 0
    return loadBuyers(async () => {
      const someone = buyer(world, (number += 1))
      await someone.addItem(await someone.createCart())
    }, stretch)
  },
  floor: (world, stretch) => loadBuyers(floorErrand(world, 2), stretch),
  counted: [
    { name: 'create cart', prepare: async (world) => () => buyer(world, 1).createCart() },
    {
      name: 'add item',
      atMost: 8,
      prepare: async (world) => {
        const ada = buyer(world, 2)
        const cartId = await ada.createCart()
        return () => ada.addItem(cartId)
      },
    },
  ],
}
