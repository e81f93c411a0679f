import { Client } from 'pg'

import { columnTypes } from './column-types.ts'

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
  readonly has_default: boolean
}

const scalarTypes: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bytea: 'Buffer',
  int4: 'number',
  int8: 'number',
  jsonb: 'unknown',
  text: 'string',
  timestamptz: 'Timestamp',
  uuid: 'string',
}

const columnsOfSchema = `
  select table_name as table, column_name as column, udt_name as type,
         is_nullable = 'YES' as nullable, column_default is not null as has_default
    from information_schema.columns
   where table_schema = 'public' and table_name not like 'kysely_%'
   order by table_name, ordinal_position`

/** The TypeScript text of every table of a migrated database, for Kysely: packages/db's tables.ts. */
export async function generateTableTypes(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Column>(columnsOfSchema)
    return renderTables(rows)
  } finally {
    await client.end()
  }
}

function renderTables(columns: readonly Column[]): string {
  const tables = Map.groupBy(columns, (column) => column.table)
  const body = [...tables].map(([table, its]) =>
    [`export interface ${pascal(table)}Table {`, ...its.map(renderColumn), '}', ''].join('\n'),
  )
  const index = [...tables.keys()].map((table) => `  ${camel(table)}: ${pascal(table)}Table`)
  return `${[header(body.join('\n')), ...body].join('\n')}\nexport interface DB {\n${index.join('\n')}\n}\n`
}

function header(body: string): string {
  const shapes = [
    'Address',
    'AppliedDiscount',
    'CheckoutDraft',
    'ChosenShippingMethod',
    'EmbedActor',
    'FormValues',
    'Personalisation',
    'ProductOption',
    'RefundLine',
    'StoreEmailSettings',
    'StorePolicies',
    'TaxLine',
  ].filter((name) => new RegExp(`\\b${name}\\b(?!Table)`).test(body))
  return `// Generated from the migrations by \`npm run generate\`; do not edit.
import type { ColumnType, Generated } from 'kysely'
import type {
${shapes.map((name) => `  ${name},`).join('\n')}
} from './json-columns.ts'

export type Timestamp = ColumnType<Date, Date | string, Date | string>
`
}

function renderColumn({ table, column, type, nullable, has_default }: Column): string {
  const base = columnTypes[`${table}.${column}`] ?? sqlType(type)
  const withNull = nullable && base !== 'unknown' ? `${base} | null` : base
  if (type === 'timestamptz' && has_default) {
    return `  ${camel(column)}: ColumnType<Date, Date | string | undefined, Date | string>`
  }
  return `  ${camel(column)}: ${has_default ? `Generated<${withNull}>` : withNull}`
}

function sqlType(type: string): string {
  if (type.startsWith('_')) return `${sqlType(type.slice(1))}[]`
  const known = scalarTypes[type]
  if (known === undefined) throw new Error(`No TypeScript type is known for SQL type "${type}"`)
  return known
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function pascal(name: string): string {
  const text = camel(name)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
