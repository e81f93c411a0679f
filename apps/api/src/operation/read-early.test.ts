import { expect, it } from 'vitest'

import type { Presume } from './callers/presume.ts'
import type { CallerFacts, RequestContext } from './context.ts'
import type { CallerKind } from './definition.ts'
import { readEarly } from './read-early.ts'

type Facts = CallerFacts[CallerKind]

const [guessed, real]: Facts[] = [{ nobody: true }, { nobody: true }]

function newRequest() {
  const ctx = {
    response: { status: null, headers: { given: 'before' } },
  } as unknown as RequestContext
  const answered: Facts[] = []
  const answer = async ({ facts, response }: RequestContext & { facts: Facts }) => {
    answered.push(facts)
    response.status = facts === guessed ? 301 : 200
    response.headers[facts === guessed ? 'guessed' : 'real'] = 'yes'
    return facts === guessed ? 'guess' : 'truth'
  }
  return { ctx, answered, answer }
}

const guessing = (confirmed: () => Promise<Facts>) => (presume: Presume) => {
  presume(guessed as Facts)
  return confirmed()
}

it('reads while it asks who is calling, and shows nothing before it knows', async () => {
  const { ctx, answer, answered } = newRequest()
  const confirmation = Promise.withResolvers<Facts>()
  let shown: unknown = null
  const reading = readEarly({ ctx, answer, authenticate: guessing(() => confirmation.promise) })
  const showing = reading.then((data) => (shown = data))
  await new Promise(setImmediate)
  expect([answered, shown, ctx.response.headers]).toEqual([[guessed], null, { given: 'before' }])
  confirmation.resolve(guessed as Facts)
  await showing
  expect([shown, answered.length]).toEqual(['guess', 1])
  expect(ctx.response).toEqual({ status: 301, headers: { given: 'before', guessed: 'yes' } })
})

it('reads anew when it was somebody else, and forgets what it read before', async () => {
  const { ctx, answer, answered } = newRequest()
  const authenticate = guessing(async () => real as Facts)
  expect(await readEarly({ ctx, answer, authenticate })).toBe('truth')
  expect(answered).toEqual([guessed, real])
  expect(ctx.response).toEqual({ status: 200, headers: { given: 'before', real: 'yes' } })
})

it('refuses whoever may not call, whatever became of the read', async () => {
  const { ctx } = newRequest()
  const answer = async () => {
    throw new Error('not found')
  }
  const authenticate = guessing(async () => {
    await new Promise(setImmediate)
    throw new Error('unauthorized')
  })
  await expect(readEarly({ ctx, answer, authenticate })).rejects.toThrow('unauthorized')
})

it('fails as the read failed when the caller was the one presumed', async () => {
  const { ctx } = newRequest()
  const answer = async () => {
    throw new Error('not found')
  }
  const authenticate = guessing(async () => guessed as Facts)
  await expect(readEarly({ ctx, answer, authenticate })).rejects.toThrow('not found')
})
