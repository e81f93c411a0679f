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

  it('tells when to come back, in whole seconds', () => {
    const limiter = slidingWindowLimiter()
    expect(limiter.take('a', limit, START + 15_500).resetSeconds).toBe(45)
    expect(limiter.take('a', limit, START + 59_999).resetSeconds).toBe(1)
  })
})
