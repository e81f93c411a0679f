import type { HostResolver } from './host-resolver.ts'

/** What is said when asked: addresses, or that it cannot be known now, or nothing ever. */
export type FakeAnswer = readonly string[] | 'fails' | 'hangs'

export type FakeHostResolver = HostResolver & {
  /** From now on a name has these answers, one after the other; the last is repeated. */
  readonly answer: (name: string, ...answers: readonly FakeAnswer[]) => void
  /** Every name asked for, in order. */
  readonly asked: readonly string[]
}

/** Knows what it is told and no other name. */
export const fakeHostResolver = (): FakeHostResolver => {
  const known = new Map<string, FakeAnswer[]>()
  const asked: string[] = []
  return {
    asked,
    answer: (name, ...answers) => void known.set(name, [...answers]),
    addressesOf: async (name) => {
      asked.push(name)
      const answers = known.get(name) ?? []
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? []
      if (answer === 'fails') throw new Error('no name server answers')
      return answer === 'hangs' ? await new Promise<never>(() => undefined) : answer
    },
  }
}
