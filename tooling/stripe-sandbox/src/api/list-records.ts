import type { ListPage } from '../wire/list-page.ts'
import { cutPage, newestFirst, PAGE_PARAMS } from '../wire/list-page.ts'
import type { ApiCall } from './api-route.ts'

interface Listing<T> {
  readonly url: string
  readonly records: Iterable<T>
  /** Query parameters beside those of every list. */
  readonly filters: readonly string[]
  readonly matches: (record: T) => boolean
  readonly present: (record: T) => object
}

/** Answers one page of records, newest first. Records of other accounts must not match. */
export function listRecords<T extends { readonly id: string; readonly created: number }>(
  { params }: ApiCall,
  listing: Listing<T>,
): ListPage<object> {
  params.only([...PAGE_PARAMS, 'created', ...listing.filters])
  const records = newestFirst(listing.records, params).filter(listing.matches)
  const { page, hasMore } = cutPage(records, params)
  return { object: 'list', data: page.map(listing.present), has_more: hasMore, url: listing.url }
}
