/** Runs the work it is given, but never more than so many pieces at once; the rest waits in line. */
export type Gate = <Answer>(work: () => Promise<Answer>) => Promise<Answer>

export const atMost = (limit: number): Gate => {
  const waiting: (() => void)[] = []
  let running = 0
  const enter = async (): Promise<void> => {
    if (running < limit) {
      running += 1
      return
    }
    // The place is handed over, so `running` does not change when somebody waits.
    await new Promise<void>((resolve) => void waiting.push(resolve))
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
  return async (work) => {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
