import { expect, test } from 'vitest'

import { isPublicAddress } from './public-address.ts'
import { systemHostResolver } from './system-host-resolver.ts'

test('knows the addresses of this machine, all of them private', async () => {
  const addresses = await systemHostResolver.addressesOf('localhost')
  expect(addresses.length).toBeGreaterThan(0)
  expect(addresses.filter(isPublicAddress)).toEqual([])
})
