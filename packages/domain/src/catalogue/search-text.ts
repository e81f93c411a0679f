/** Longer descriptions are found by their beginning. */
const MAX_DESCRIPTION = 4_000
const MAX_WORDS = 6

/** How do texts meet in a search? Lower case, without accents: `Café CRÈME` → `cafe creme`. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

export interface Searchable {
  readonly title: string
  readonly description: string
  readonly tags: readonly string[]
  readonly skus: readonly string[]
}

/** By what text is a product found? */
export function searchText({ title, description, tags, skus }: Searchable): string {
  const text = [title, ...tags, ...skus, description.slice(0, MAX_DESCRIPTION)].join(' ')
  return fold(text).replaceAll(/\s+/g, ' ').trim()
}

/**
 * Which words of a query must a product contain? Letters and digits only, at most six, the longest
 * first because it tells most: `a blue-ish Mug!` → `blue`, `ish`, `mug`, `a`.
 */
export function searchWords(query: string): readonly string[] {
  const words = new Set(fold(query).match(/[\p{L}\p{N}]+/gu))
  return [...words].sort((a, b) => b.length - a.length).slice(0, MAX_WORDS)
}
