import { describe, expect, it } from 'vitest'

import { slidingWindowLimiter } from './sliding-window.ts'

const limit = { name: 'test', limit: 10, windowMs: 60_000 }
const START = 1_800_000_000_000 - (1_800_000_000_000 % 60_000)

describe('the sliding window', () => {
  it('allows exactly the limit, then refuses', () => {
    const limiter = slidingWindowLimiter()
    const verdicts = Array.from({ length: 12 }, () => limiter.take('a', limit, START).allowed)
    expect(verdicts).toEqual([...Array.from({ length: 10 }, () => true), false, false])
  })

  it('keeps subjects and limits apart', () => {
    const limiter = slidingWindowLimiter()
    for (let i = 0; i < 10; i += 1) limiter.take('a', limit, START)
    expect(limiter.take('b', limit, START).allowed).toBe(true)
    expect(limiter.take('a', { ...limit, name: 'other' }, START).allowed).toBe(true)
    expect(limiter.take('a', limit, START).allowed).toBe(false)
  })

  it('does not allow twice the limit across a window’s border', () => {
    const limiter = slidingWindowLimiter()
    for (let i = 0; i < 10; i += 1) limiter.take('a', limit, START + 59_000)
    expect(limiter.take('a', limit, START + 61_000).allowed).toBe(false)
  })

  it('forgives as the previous window slides out', () => {
    const limiter = slidingWindowLimiter()
    for (let i = 0; i < 10; i += 1) limiter.take('a', limit, START)
    expect(limiter.take('a', limit, START + 60_000 + 30_000).remaining).toBe(4)
    expect(limiter.take('a', limit, START + 180_001).remaining).toBe(9)
  })

  it('multiplies by its scale', () => {
    const limiter = slidingWindowLimiter(1_000)
    expect(limiter.take('a', limit, START)).toMatchObject({ limit: 10_000, remaining: 9_999 })
  })

  it('tells when the window ends, in whole seconds', () => {
    const limiter = slidingWindowLimiter()
    expect(limiter.take('a', limit, START + 15_500).resetSeconds).toBe(45)
    expect(limiter.take('a', limit, START + 59_999).resetSeconds).toBe(1)
  })

  it.each([
    ['all at once', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['late in a window', Array.from({ length: 14 }, () => 58_000)],
    ['across the border', [...Array.from({ length: 9 }, () => 50_000), 61_000, 61_000, 62_000]],
    ['three times too many', Array.from({ length: 30 }, (_, i) => 30_000 + i * 10)],
  ])('tells whom it refuses when to come back, and not much too late: %s', (_, times) => {
    const limiter = () => {
      const made = slidingWindowLimiter()
      const verdicts = times.map((at) => made.take('a', limit, START + at))
      return { made, last: verdicts.at(-1) }
    }
    const { last } = limiter()
    expect(last?.allowed).toBe(false)
    const lastAt = START + (times.at(-1) ?? 0)
    const after = (seconds: number) => limiter().made.take('a', limit, lastAt + seconds * 1_000)
    expect(after(last?.resetSeconds ?? 0).allowed).toBe(true)
    expect(after((last?.resetSeconds ?? 0) - 2).allowed).toBe(false)
  })

  it('remembers whoever keeps coming, however many others come once', () => {
    const limiter = slidingWindowLimiter()
    for (let other = 0; other < 60_000; other += 1) {
      if (other % 6_000 === 0) limiter.take('regular', limit, START)
      limiter.take(`passer-by ${other}`, limit, START)
    }
    expect(limiter.take('regular', limit, START).allowed).toBe(false)
  })

  it('forgets no one for those whom another limit counts', () => {
    const limiter = slidingWindowLimiter()
    for (let i = 0; i < 10; i += 1) limiter.take('a', limit, START)
    const visits = { ...limit, name: 'visits' }
    for (let other = 0; other < 60_000; other += 1) limiter.take(`visitor ${other}`, visits, START)
    expect(limiter.take('a', limit, START).allowed).toBe(false)
  })
})
