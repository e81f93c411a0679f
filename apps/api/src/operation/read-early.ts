import type { Presume } from './callers/presume.ts'
import type { CallerFacts, RequestContext } from './context.ts'
import type { CallerKind } from './definition.ts'

type Facts = CallerFacts[CallerKind]

interface Read {
  readonly ctx: RequestContext
  readonly authenticate: (presume: Presume) => Promise<Facts>
  readonly answer: (ctx: RequestContext & { readonly facts: Facts }) => Promise<unknown>
}

interface EarlyAnswer {
  readonly facts: Facts
  readonly answer: Promise<unknown>
  readonly response: RequestContext['response']
}

/** Answers a read. While the database is asked who is calling, the read begins for whom it seems to
 *  be, so that a request waits for the longer of the two rather than for one after the other. Nothing
 *  of it is shown before the caller is confirmed; when it is somebody else, the read is done anew. */
export async function readEarly({ ctx, authenticate, answer }: Read): Promise<unknown> {
  const begun: EarlyAnswer[] = []
  const facts = await authenticate((presumed) => {
    const response = { ...ctx.response, headers: { ...ctx.response.headers } }
    const early = answer({ ...ctx, facts: presumed, response })
    // Whoever waits for it hears of a failure; for others nothing has happened.
    early.catch(() => null)
    begun.push({ facts: presumed, answer: early, response })
  })
  const early = begun.find((one) => one.facts === facts)
  if (early === undefined) return answer({ ...ctx, facts })
  const data = await early.answer
  ctx.response.status = early.response.status
  Object.assign(ctx.response.headers, early.response.headers)
  return data
}
