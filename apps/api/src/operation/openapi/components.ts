import { z } from 'zod'

/** A JSON Schema, as far as this folder builds and reads them. */
export interface Schema {
  type?: string
  properties?: Record<string, unknown>
  required?: string[]
  [keyword: string]: unknown
}

export interface Components {
  readonly schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Schema
  /** Every named schema met so far. */
  readonly all: () => Record<string, unknown>
}

/** Turns zod schemas into JSON Schemas for one document; a schema with an id becomes a component
 *  that the others refer to. */
export function componentsOf(): Components {
  const components: Record<string, unknown> = {}
  return {
    schemaOf(schema, io) {
      const {
        $schema: _,
        $defs,
        ...json
      } = z.toJSONSchema(schema, {
        io,
        target: 'draft-2020-12',
        unrepresentable: 'any',
      })
      for (const [name, definition] of Object.entries($defs ?? {})) {
        const { id: _id, ...component } = definition as Record<string, unknown>
        components[name] = withComponentRefs(component)
      }
      const { id: _id, ...rest } = json as Record<string, unknown>
      return withComponentRefs(rest) as Schema
    },
    all: () => Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

function withComponentRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withComponentRefs)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : withComponentRefs(inner),
    ]),
  )
}
