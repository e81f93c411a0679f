import { z } from 'zod'

import type { Operation } from './operations.ts'

/** Ids of the right form that name nothing. */
const unknownIds: Readonly<Record<string, string>> = {
  cartId: 'cart_0123456789abcdef',
  slug: 'there-is-no-such-thing',
  code: 'NO-SUCH-CODE',
  trackingToken: 'trk_nothing',
}
const UNKNOWN_UUID = '01890000-0000-7000-8000-000000000000'

export interface ExampleInput {
  /** The REST path, its parameters naming nothing. */
  readonly path: string
  /** A body the schema accepts. */
  readonly body: Readonly<Record<string, unknown>>
}

/** A request that is well formed and names nothing of any store: what the walk over every operation
 *  sends. Values come from the input's JSON Schema; where a rule between fields needs more, from the
 *  table below. */
export function exampleInput({ id, meta }: Operation): ExampleInput {
  const pathNames = [...meta.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const path = meta.path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => unknownIds[name] ?? UNKNOWN_UUID,
  )
  const schema = z.toJSONSchema(meta.input, { io: 'input', unrepresentable: 'any' })
  const required = (schema.required ?? []).filter((name) => !pathNames.includes(name))
  const body = Object.fromEntries(
    required.map((name) => [name, example(schema.properties?.[name])]),
  )
  return { path, body: { ...body, ...particulars[id] } }
}

const particulars: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'media.update': { filename: 'bowl.png' },
  'admin.products.adjustInventory': { delta: 1 },
}

type JsonSchema = z.core.JSONSchema._JSONSchema

function example(schema: JsonSchema | undefined): unknown {
  if (schema === undefined || typeof schema === 'boolean') return 'text'
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice !== undefined) return example(choice[0])
  switch (schema.type) {
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return true
    case 'array':
      return (schema.minItems ?? 0) > 0 ? [example(asOne(schema.items))] : []
    case 'object':
      return exampleObject(schema)
    case 'null':
      return null
    case 'string':
    case undefined:
    default:
      return exampleText(schema)
  }
}

function exampleObject(schema: z.core.JSONSchema.BaseSchema): Record<string, unknown> {
  return Object.fromEntries(
    (schema.required ?? []).map((name) => [name, example(schema.properties?.[name])]),
  )
}

function asOne(items: z.core.JSONSchema.BaseSchema['items']): JsonSchema | undefined {
  return Array.isArray(items) ? items[0] : items
}

function exampleText(schema: z.core.JSONSchema.BaseSchema): string {
  if (schema.format === 'email') return 'nobody@example.com'
  if (schema.format === 'uri') return 'https://example.com/'
  if (schema.format === 'date-time') return '2030-01-01T00:00:00.000Z'
  if (schema.pattern === '^[A-Z]{3}$') return 'GBP'
  if (schema.pattern === '^[A-Z]{2}$') return 'GB'
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1))
}
