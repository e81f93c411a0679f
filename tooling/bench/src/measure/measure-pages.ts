import { median } from './median.ts'

type Request = () => Promise<unknown>

/**
 * How long does each of these requests take, in milliseconds? The medians of so many, made one at a
 * time and in turns, so that a machine that gets slower meanwhile does so for all. As many again as
 * a tenth go before that and do not count.
 */
export async function measurePages(
  requests: readonly Request[],
  samples: number,
): Promise<number[]> {
  const tookMs = requests.map((): number[] => [])
  const warmUps = Math.ceil(samples / 10)
  for (let sample = -warmUps; sample < samples; sample += 1) {
    for (const [index, request] of requests.entries()) {
      const beganAt = performance.now()
      await request()
      if (sample >= 0) tookMs[index]?.push(performance.now() - beganAt)
    }
  }
  return tookMs.map(median)
}
