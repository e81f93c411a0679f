import { expect, it } from 'vitest'

import { salesSpans } from './sales-spans.ts'

it.each([
  ['2026-01-30T12:00:00.000Z', '2026-01-30', '2026-01-24', '2026-01-01'],
  ['2026-03-01T00:00:00.000Z', '2026-03-01', '2026-02-23', '2026-01-31'],
  ['2026-03-01T23:59:59.999Z', '2026-03-01', '2026-02-23', '2026-01-31'],
])('at %s the spans begin at midnight UTC of the days counted back', (now, ...days) => {
  const spans = salesSpans(new Date(now)).map((moment) => moment.toISOString())
  expect(spans).toEqual(days.map((day) => `${day}T00:00:00.000Z`))
})
