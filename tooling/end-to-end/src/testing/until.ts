import { setTimeout as sleep } from 'node:timers/promises'

const LIMIT_MS = 25_000

/**
 * Asks again and again until the answer is truthy, and answers it.
 *
 * @throws Error that says what was waited for, when it does not come true in 25 s.
 */
export async function until<T>(
  what: string | (() => string),
  ask: () => T | Promise<T>,
): Promise<Exclude<T, false | null | undefined>> {
  const end = Date.now() + LIMIT_MS
  for (;;) {
    const answer = await ask()
    if (isTruthy(answer)) return answer
    if (Date.now() > end) {
      throw new Error(
        `Waited ${LIMIT_MS / 1000} s for ${typeof what === 'string' ? what : what()}.`,
      )
    }
    await sleep(15)
  }
}

function isTruthy<T>(answer: T): answer is Exclude<T, false | null | undefined> {
  return Boolean(answer)
}
