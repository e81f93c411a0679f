import { setTimeout as sleep } from 'node:timers/promises'

const LIMIT_MS = 5_000

/** Waits for a condition, and says what it waited for when it does not come true in 5 s. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
): Promise<void> {
  const end = Date.now() + LIMIT_MS
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited ${LIMIT_MS} ms for ${what}.`)
    await sleep(5)
  }
}
