import type { ErrorCode } from '@cartwright/contract/errors'
import type { Database } from '@cartwright/db/database'
import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server'
import type { ZodType, z } from 'zod'

import { authenticate } from './callers/authenticate.ts'
import { describeCaller } from './callers/describe-caller.ts'
import type { CallerFacts, OperationContext, Reading, RequestContext, Writing } from './context.ts'
import type {
  BodyKind,
  CallerKind,
  Definition,
  OperationMeta,
  ServedOperation,
} from './definition.ts'
import { operationContext } from './operation-context.ts'
import { outputCheck } from './output-check.ts'
import { parseInput } from './parse-input.ts'
import { runInStages, runInTransaction } from './run-effect.ts'
import { trpc } from './trpc.ts'

type HandlerContext<
  Kind extends CallerKind,
  Db,
  Errors extends ErrorCode,
> = OperationContext<Errors> & CallerFacts[Kind] & Db

type Handler<Kind extends CallerKind, Db, Def extends Definition> = (options: {
  readonly ctx: HandlerContext<Kind, Db, Def['errors'][number]>
  readonly input: z.output<Def['input']>
}) => Promise<z.input<Def['output']>>

interface Types<Def extends Definition> {
  input: z.input<Def['input']>
  output: z.output<Def['output']>
  meta: OperationMeta
}

interface Unfinished<Kind extends CallerKind, Def extends Definition> {
  /** An operation that only reads. */
  readonly query: (handler: Handler<Kind, Reading, Def>) => TRPCQueryProcedure<Types<Def>>
  /** An operation that is one transaction: `ctx.db` commits when the answer is known to be right. */
  readonly mutation: (handler: Handler<Kind, Writing, Def>) => TRPCMutationProcedure<Types<Def>>
  /** An operation that talks to other machines: it opens its own short transactions, and none is
   *  open while it waits for one of them. */
  readonly staged: (handler: Handler<Kind, Reading, Def>) => TRPCMutationProcedure<Types<Def>>
}

type Define<Kind extends CallerKind> = <
  Input extends ZodType,
  Output extends ZodType,
  const Errors extends ErrorCode = never,
>(
  definition: Definition<Input, Output, Errors>,
) => Unfinished<Kind, Definition<Input, Output, Errors>>

/** For anyone. */
export const openOperation = define('none')
/** For whoever holds a link we sent. */
export const linkOperation = define('link')
/** For a signed-in person. */
export const accountOperation = define('account')
/** For a member of a store, or one of its API keys. */
export const operatorOperation = define('operator')
/** The same with a body of files: REST alone. */
export const operatorUpload = define('operator', 'multipart')
/** For a shop front. */
export const storefrontOperation = define('storefront')
/** For Stripe: REST alone, the body as raw bytes. */
export const stripeWebhook = define('stripe-signature', 'raw')

type Facts = CallerFacts[CallerKind]
// The types of a handler are checked where it is written; from here on it is one of many.
type AnyHandler = (options: { ctx: object; input: unknown }) => Promise<unknown>

interface Call {
  readonly ctx: RequestContext & { readonly facts: Facts }
  readonly input: unknown
  readonly path: string
}

function define<Kind extends CallerKind>(caller: Kind, body: BodyKind = 'json'): Define<Kind> {
  return (definition) => {
    const meta: OperationMeta = { ...definition, caller, body }
    const checked = outputCheck(definition.output)
    const bind = (handler: AnyHandler, call: Call) => async (db: Database) => {
      const ctx = { ...operationContext(call.ctx), ...call.ctx.facts, db }
      return checked(await handler({ ctx, input: call.input }))
    }
    const effectOf = (handler: AnyHandler, call: Call) => ({
      ...describeCaller(call.ctx),
      ctx: call.ctx,
      meta,
      operation: call.path,
      input: call.input,
      work: bind(handler, call),
    })
    const finished = {
      query: (handler: AnyHandler) => {
        const perform = (call: Call) => bind(handler, call)(call.ctx.runtime.db)
        return procedureOf(meta, perform).query(perform)
      },
      mutation: (handler: AnyHandler) => {
        const perform = (call: Call) => runInTransaction(effectOf(handler, call))
        return procedureOf(meta, perform).mutation(perform)
      },
      staged: (handler: AnyHandler) => {
        const perform = (call: Call) => runInStages(effectOf(handler, call))
        return procedureOf(meta, perform).mutation(perform)
      },
    }
    return finished as unknown as Unfinished<Kind, typeof definition>
  }
}

/** The operation as tRPC serves it, and in its metadata as every other face does: the same steps in
 *  the same order. */
function procedureOf(meta: OperationMeta, perform: (call: Call) => Promise<unknown>) {
  const serve: ServedOperation['serve'] = async ({ ctx, operation, readInput }) => {
    const facts = await authenticate(ctx, meta)
    const input = parseInput(meta.input, readInput())
    return perform({ ctx: { ...ctx, facts }, input, path: operation })
  }
  return trpc.procedure
    .meta({ ...meta, serve })
    .use(async ({ ctx, next }) => next({ ctx: { facts: await authenticate(ctx, meta) } }))
    .input<ZodType>(meta.input)
}
