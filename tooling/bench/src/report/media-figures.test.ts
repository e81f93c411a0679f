import { expect, test } from 'vitest'

import { mediaFigures } from './media-figures.ts'
import { mediaSection } from './media-section.ts'
import type { Results } from './results.ts'

const load = (perSecond: number) => ({ perSecond, p50Ms: 100, p99Ms: 200 })

const results: Results = {
  machine: {
    date: '2026-11-21',
    processor: 'some',
    cores: 2,
    memoryBytes: 2 ** 34,
    system: 'Linux',
    node: '24',
    postgres: '18',
  },
  connections: 16,
  rounds: 5,
  secondsPerRound: 5,
  scenarios: [],
  statements: [],
  api: { readyMs: 1, idleBytes: 1, afterRunBytes: 1 },
  startMs: null,
  uploads: {
    files: 100,
    fileBytes: 10_000_000,
    concurrency: 8,
    rounds: 2,
    ours: load(30),
    floor: load(60),
    memory: { beforeBytes: 100_000_000, peakBytes: 164_000_000 },
  },
  library: {
    files: 100_000,
    samples: 40,
    pages: [
      { title: 'first page', matches: 100_000, medianMs: 10, atMost: null },
      { title: 'page 1,000', matches: 100_000, medianMs: 21, atMost: 2 },
    ],
  },
  pictures: { pixels: [3_000_000, 12_000_000], ours: 0.8, sharp: 1 },
}

test('each promise is judged by its own bound, which may be reached', () => {
  expect(mediaFigures(results).map(({ found, isMet }) => [found, isMet])).toEqual([
    ['64 MB', true],
    ['50 %', false],
    ['2.1', false],
    ['80 %', true],
  ])
})

test('what was not measured is neither promised nor described', () => {
  const nothing = { ...results, uploads: null, library: null, pictures: null }
  expect(mediaFigures(nothing)).toEqual([])
  expect(mediaSection(nothing)).toBe('')
})

test('the text says what the figures are of', () => {
  const text = mediaSection(results)
  expect(text).toContain('| API   |      30.0 |  300 |')
  expect(text).toContain('in a shop of 100,000 pictures')
  expect(text).toContain('JPEGs of 3, 12 megapixels')
})
