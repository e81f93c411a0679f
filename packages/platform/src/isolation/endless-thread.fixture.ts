import { answerIsolated } from './answer-isolated.ts'

/** What the first byte asks for. */
await answerIsolated(async ([wish]) => {
  const kept: number[][] = []
  for (;;) {
    if (wish === 0) return 'hello'
    if (wish === 1) throw new Error('cannot')
    if (wish === 2) kept.push(Array.from({ length: 100_000 }, () => Math.random()))
    if (wish === 3) return Object.keys(process.env)
    if (wish === 4) process.exit(1)
  }
})
