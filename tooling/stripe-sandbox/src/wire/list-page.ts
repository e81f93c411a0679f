import type { Params } from './params.ts'
import { StripeFault } from './stripe-fault.ts'

interface Listed {
  readonly id: string
  readonly created: number
}

export interface ListPage<T> {
  readonly object: 'list'
  readonly data: readonly T[]
  readonly has_more: boolean
  readonly url: string
}

export const PAGE_PARAMS = ['limit', 'starting_after', 'ending_before', 'expand'] as const

/** One page in the order given, cut as `limit`, `starting_after` and `ending_before` say. */
export function cutPage<T extends { readonly id: string }>(
  records: readonly T[],
  params: Params,
): { readonly page: readonly T[]; readonly hasMore: boolean } {
  const limit = params.integer('limit', { min: 1, max: 100 }) ?? 10
  const after = params.text('starting_after')
  const before = params.text('ending_before')
  if (after !== null && before !== null) {
    throw new StripeFault('You can only use one of starting_after and ending_before.')
  }
  if (before !== null) {
    const end = indexOf(records, before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { page: records.slice(start, end), hasMore: start > 0 }
  }
  const start = after === null ? 0 : indexOf(records, after, 'starting_after') + 1
  return { page: records.slice(start, start + limit), hasMore: start + limit < records.length }
}

/** The records that `created=…` or `created[gt|gte|lt|lte]=…` asks for, newest first. */
export function newestFirst<T extends Listed>(records: Iterable<T>, params: Params): readonly T[] {
  return [...records].filter(createdFilter(params)).toReversed()
}

function createdFilter(params: Params): (record: Listed) => boolean {
  if (!params.has('created')) return () => true
  const range = groupOrNull(params)
  if (range === null) {
    const exact = params.requiredInteger('created')
    return ({ created }) => created === exact
  }
  range.only(['gt', 'gte', 'lt', 'lte'])
  const above = range.integer('gt') ?? -1
  const from = range.integer('gte') ?? 0
  const below = range.integer('lt') ?? Number.MAX_SAFE_INTEGER
  const upTo = range.integer('lte') ?? Number.MAX_SAFE_INTEGER
  return ({ created }) => created > above && created >= from && created < below && created <= upTo
}

// `created` is the one field that may be a value or a group.
function groupOrNull(params: Params): Params | null {
  try {
    return params.group('created')
  } catch (error) {
    if (error instanceof StripeFault) return null
    throw error
  }
}

function indexOf(records: readonly { readonly id: string }[], id: string, param: string): number {
  const index = records.findIndex((record) => record.id === id)
  if (index >= 0) return index
  throw new StripeFault(`No such object: '${id}'`, { code: 'resource_missing', param })
}
