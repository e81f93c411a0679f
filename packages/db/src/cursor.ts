/** What a key of an order is: an integer (an amount, a count, a moment in microseconds), a text, or
 *  an id. */
export type CursorKey = 'integer' | 'text' | 'uuid'

type KeyValue<Key extends CursorKey> = Key extends 'integer' ? number : string

/** The values of an order's keys in one row. */
export type CursorValues<Keys extends readonly CursorKey[]> = {
  readonly [Index in keyof Keys]: KeyValue<Keys[Index]>
}

/** One way of sorting a list: a name, so that a cursor of one order is refused by another, and its
 *  keys, the last of which is unique. */
export interface CursorOrder<Keys extends readonly CursorKey[] = readonly CursorKey[]> {
  readonly name: string
  readonly keys: Keys
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The opaque name of a place in a list: after the row with these values. */
export function encodeCursor<const Keys extends readonly CursorKey[]>(
  order: CursorOrder<Keys>,
  values: CursorValues<Keys>,
): string {
  return Buffer.from(JSON.stringify([order.name, ...values])).toString('base64url')
}

/** The place a cursor names, or null when it was not made for this order. It comes from outside, so
 *  every value is checked before it may meet SQL. */
export function decodeCursor<const Keys extends readonly CursorKey[]>(
  order: CursorOrder<Keys>,
  cursor: string,
): CursorValues<Keys> | null {
  const parts = parse(cursor)
  if (parts === null || parts.length !== order.keys.length + 1) return null
  const [name, ...values] = parts
  const fits = order.keys.every((key, at) => isValueOf(key, values[at]))
  return name === order.name && fits ? (values as unknown as CursorValues<Keys>) : null
}

function parse(cursor: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function isValueOf(key: CursorKey, value: unknown): boolean {
  switch (key) {
    case 'integer':
      return Number.isSafeInteger(value)
    case 'text':
      return typeof value === 'string' && !value.includes('\u0000') && value.isWellFormed()
    case 'uuid':
      return typeof value === 'string' && UUID.test(value)
  }
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

export interface PageCut<Row, Keys extends readonly CursorKey[]> {
  readonly limit: number
  readonly order: CursorOrder<Keys>
  readonly valuesOf: (row: Row) => CursorValues<Keys>
}

/** Cuts one page from rows read with `limit + 1`: the row too many only says that there is a next
 *  page. */
export function cutPage<Row, const Keys extends readonly CursorKey[]>(
  found: readonly Row[],
  { limit, order, valuesOf }: PageCut<Row, Keys>,
): Page<Row> {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const hasMore = found.length > limit && last !== undefined
  return { rows, nextCursor: hasMore ? encodeCursor(order, valuesOf(last)) : null }
}
