import type { ZodType } from 'zod'

interface Settled {
  readonly schema: ZodType
  readonly json: Buffer
}

const settled = new WeakMap<object, Settled>()

/** Checks a value for good: answers that hold it need neither check it again nor write its JSON
 *  anew. It is frozen, so that both stay true. For values that many answers share. */
export function settle<T extends object>(schema: ZodType<T>, value: T): T {
  const checked = Object.freeze(schema.parse(value))
  settled.set(checked, { schema, json: Buffer.from(JSON.stringify(checked)) })
  return checked
}

/** Was this value settled by this very schema? */
export function isSettled(schema: unknown, value: unknown): boolean {
  return typeof value === 'object' && value !== null && settled.get(value)?.schema === schema
}

/** The JSON of a settled value, as UTF-8; undefined of any other. */
export function settledJson(value: unknown): Buffer | undefined {
  return typeof value === 'object' && value !== null ? settled.get(value)?.json : undefined
}
