import type { NumberedPage } from '@cartwright/contract/resources/trade-item-image'

/** Where does this page stand among all? `(2, 25, 342)` → 14 pages, one before it and some after.
 *  Nothing at all has no pages. */
export function pageOf(page: number, pageSize: number, totalCount: number): NumberedPage {
  const totalPages = Math.ceil(totalCount / pageSize)
  return {
    page,
    page_size: pageSize,
    total_count: totalCount,
    total_pages: totalPages,
    has_next: page < totalPages,
    has_previous: page > 1,
  }
}
