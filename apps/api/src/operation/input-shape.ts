import { z, type ZodType } from 'zod'

export type FieldKind = 'text' | 'number' | 'boolean' | 'list'

/** The fields of an input, with what a query string must become for each. Led by the schema, so
 *  that schemas stay honest about their types and tRPC callers send real numbers. */
export function inputShape(schema: ZodType): ReadonlyMap<string, FieldKind> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const fields = Object.entries(json.properties ?? {})
  return new Map(fields.map(([name, field]) => [name, fieldKind(field)]))
}

function fieldKind(field: z.core.JSONSchema._JSONSchema): FieldKind {
  if (typeof field === 'boolean') return 'text'
  const types = [field, ...(field.anyOf ?? [])].flatMap(typesOf)
  if (types.includes('array')) return 'list'
  if (types.includes('boolean')) return 'boolean'
  if (types.includes('integer') || types.includes('number')) return 'number'
  return 'text'
}

function typesOf(schema: z.core.JSONSchema._JSONSchema): string[] {
  return typeof schema === 'boolean' || schema.type === undefined ? [] : [schema.type].flat()
}
