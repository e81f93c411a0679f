import { expect, it } from 'vitest'

import { sessionExpiry } from './session-life.ts'

it('ends a session seven days later, on a whole second', () => {
  expect(sessionExpiry(new Date('2026-01-02T03:04:05.678Z'))).toEqual(
    new Date('2026-01-09T03:04:05.000Z'),
  )
})
