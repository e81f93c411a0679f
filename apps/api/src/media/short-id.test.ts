import { expect, test } from 'vitest'

import { readShortId, shortIdOf } from './short-id.ts'

const uuid = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890'

test('both forms of an id are read as the same', () => {
  expect(shortIdOf(uuid)).toBe('WmsG2qe2XXxacqiqo2MfnY')
  for (const text of [uuid, uuid.toUpperCase(), 'WmsG2qe2XXxacqiqo2MfnY']) {
    expect(readShortId(text)).toBe(uuid)
  }
})

test('what is neither form names nothing', () => {
  const others = ['', 'mug', uuid.slice(1), uuid.replaceAll('-', ''), 'oZEq7ovRbLq6UnGMPwc8B6']
  for (const text of others) expect(readShortId(text)).toBeNull()
  expect(() => shortIdOf('mug')).toThrow('short form')
})
