import { expect, test } from 'vitest'

import { splitName } from './split-name.ts'

test.each([
  ['Ada Lovelace', 'Ada', 'Lovelace'],
  ['  Ada   King Lovelace ', 'Ada', 'King Lovelace'],
  ['Ada', 'Ada', ''],
  ['', '', ''],
])('%j → %j, %j', (name, firstName, lastName) => {
  expect(splitName(name)).toEqual({ firstName, lastName })
})
