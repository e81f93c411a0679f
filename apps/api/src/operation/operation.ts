import type { ErrorCode } from '@cartwright/contract/errors'
import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server'
import type { ZodType, z } from 'zod'

import { authenticate } from './callers/authenticate.ts'
import { describeCaller } from './callers/describe-caller.ts'
import type {
  CallerFacts,
  OperationContext,
  Reading,
  RequestContext,
  Staging,
  Writing,
} from './context.ts'
import type {
  BodyKind,
  CallerKind,
  Definition,
  OperationMeta,
  ServedOperation,
} from './definition.ts'
import type { Dialect } from './dialects/dialect.ts'
import { embedForm, embedKey } from './dialects/embed.ts'
import { house } from './dialects/house.ts'
import { library } from './dialects/library.ts'
import { partner } from './dialects/partner.ts'
import { tradeItems } from './dialects/trade-items.ts'
import { operationContext } from './operation-context.ts'
import { outputCheck } from './output-check.ts'
import { parseInput } from './parse-input.ts'
import { readEarly } from './read-early.ts'
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

type Preparation<Kind extends CallerKind, Def extends Definition> = (options: {
  readonly ctx: HandlerContext<Kind, Reading, Def['errors'][number]>
  readonly input: z.output<Def['input']>
}) => Promise<void>

interface Types<Def extends Definition> {
  input: z.input<Def['input']>
  output: z.output<Def['output']>
  meta: OperationMeta
}

interface Unfinished<Kind extends CallerKind, Def extends Definition> {
  /** An operation that only reads. */
  readonly query: (handler: Handler<Kind, Reading, Def>) => TRPCQueryProcedure<Types<Def>>
  /** An operation that is one transaction: `ctx.db` commits when the answer is known to be right.
   *  What it has to ask of other machines is done `before` it begins. */
  readonly mutation: (
    handler: Handler<Kind, Writing, Def>,
    before?: Preparation<Kind, Def>,
  ) => TRPCMutationProcedure<Types<Def>>
  /** An operation that talks to other machines: it opens its own short transactions, and none is
   *  open while it waits for one of them. What it writes last, it writes in `ctx.conclude`. */
  readonly staged: (handler: Handler<Kind, Staging, Def>) => TRPCMutationProcedure<Types<Def>>
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
export const operatorUpload = define('operator', { body: 'multipart' })
/** For a shop front. */
export const storefrontOperation = define('storefront')
/** For Stripe: REST alone, the body as raw bytes. */
export const stripeWebhook = define('stripe-signature', { body: 'raw' })

/** The media library: for a store API key or a member of the store. */
export const libraryOperation = define('key', { dialect: library })
/** The same with files in a form or, by its Content-Type, JSON: REST alone. */
export const libraryUpload = define('key', { dialect: library, body: 'mixed' })
/** Uploads from a browser straight to storage: told as the library tells its answers. */
export const stagedUploadOperation = define('key', { dialect: library })
/** Partner uploads: for a store API key or a member of the store. */
export const partnerOperation = define('key', { dialect: partner })
/** Embed sessions, for the shop's server: a store API key or a member of the store. */
export const embedKeyOperation = define('key', { dialect: embedKey })
/** An embedded form, for the page that holds its session's token. */
export const embedFormOperation = define('embed', { dialect: embedForm })
/** The same with a file: REST alone. */
export const embedFormUpload = define('embed', { dialect: embedForm, body: 'multipart' })
/** Trade-item images: for a store API key in X-API-Key. */
export const tradeItemOperation = define('x-api-key', { dialect: tradeItems })
/** The same with a file: REST alone. */
export const tradeItemUpload = define('x-api-key', { dialect: tradeItems, body: 'multipart' })

type Facts = CallerFacts[CallerKind]
// The types of a handler are checked where it is written; from here on it is one of many.
type AnyHandler = (options: { ctx: object; input: unknown }) => Promise<unknown>

interface Call {
  readonly ctx: RequestContext & { readonly facts: Facts }
  readonly input: unknown
  readonly path: string
}

interface Face {
  readonly body?: BodyKind
  readonly dialect?: Dialect
}

function define<Kind extends CallerKind>(caller: Kind, face: Face = {}): Define<Kind> {
  const { body = 'json', dialect = house } = face
  return (definition) => {
    const meta: OperationMeta = { ...definition, caller, body, dialect }
    const check = outputCheck(definition.output)
    const effectOf = (handler: AnyHandler, call: Call) => ({
      ...describeCaller(call.ctx),
      ctx: call.ctx,
      meta,
      operation: call.path,
      input: call.input,
      work: bind(handler, call),
      check,
    })
    const finished = {
      query: (handler: AnyHandler) => {
        const perform = async (call: Call) =>
          check(await bind(handler, call)({ db: call.ctx.runtime.db }))
        return procedureOf({ meta, perform, isRead: true }).query(perform)
      },
      mutation: (handler: AnyHandler, before: AnyHandler = async () => undefined) => {
        const perform = (call: Call) =>
          runInTransaction(effectOf(handler, call), bind(before, call))
        return procedureOf({ meta, perform, isRead: false }).mutation(perform)
      },
      staged: (handler: AnyHandler) => {
        const perform = (call: Call) => runInStages(effectOf(handler, call))
        return procedureOf({ meta, perform, isRead: false }).mutation(perform)
      },
    }
    return finished as unknown as Unfinished<Kind, typeof definition>
  }
}

/** The handler of one call, but for how it reaches the database. */
function bind(handler: AnyHandler, call: Call) {
  return (reach: Reading | Staging): Promise<unknown> => {
    const ctx = { ...operationContext(call.ctx), ...call.ctx.facts, ...reach }
    return handler({ ctx, input: call.input })
  }
}

interface Performed {
  readonly meta: OperationMeta
  readonly perform: (call: Call) => Promise<unknown>
  readonly isRead: boolean
}

/** The operation as tRPC serves it, and in its metadata as every other face does: the same steps, and
 *  refusals in the same order. */
function procedureOf({ meta, perform, isRead }: Performed) {
  const serve: ServedOperation['serve'] = async ({ ctx, operation, readInput }) => {
    const answer = async (known: Call['ctx']) =>
      perform({ ctx: known, input: parseInput(meta.input, readInput()), path: operation })
    if (!isRead) return answer({ ...ctx, facts: await authenticate(ctx, meta) })
    return readEarly({ ctx, answer, authenticate: (presume) => authenticate(ctx, meta, presume) })
  }
  return trpc.procedure
    .meta({ ...meta, serve })
    .use(async ({ ctx, next, getRawInput }) => {
      const rawInput = meta.path.includes('{') ? await getRawInput() : undefined
      const facts = await authenticate({ ...ctx, pathParam: fieldOf(rawInput) }, meta)
      return next({ ctx: { facts } })
    })
    .input<ZodType>(meta.input)
}

/** What REST has in the path, tRPC has in the input. */
function fieldOf(input: unknown): RequestContext['pathParam'] {
  const fields = typeof input === 'object' && input !== null ? Object.entries(input) : []
  return (name) => {
    const value: unknown = fields.find(([key]) => key === name)?.[1]
    return typeof value === 'string' ? value : undefined
  }
}
