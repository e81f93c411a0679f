/** Lets work on the same name happen one after another, in the order it was asked for; work on
 *  other names is not held up. */
export const oneAtATime = (): (<Answer>(
  name: string,
  work: () => Promise<Answer>,
) => Promise<Answer>) => {
  const last = new Map<string, Promise<unknown>>()
  return async (name, work) => {
    const before = last.get(name) ?? Promise.resolve()
    const mine = before.then(work, work)
    last.set(name, mine)
    try {
      return await mine
    } finally {
      if (last.get(name) === mine) last.delete(name)
    }
  }
}
