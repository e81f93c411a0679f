import { expect, test } from 'vitest'

import { tidyText } from './tidy-text.ts'

test.each([
  ['  Blue   mug ', 'Blue mug'],
  ['MUG-1\n', 'MUG-1'],
  ['a\u0000b\tc', 'a b c'],
  ['Cafe\u0301', 'Café'],
  [' \u00a0 ', ''],
])('%j is kept as %j', (typed, kept) => {
  expect(tidyText(typed)).toBe(kept)
})
