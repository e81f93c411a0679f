import { nextSlug } from '@cartwright/domain/catalogue/slug'

export interface SlugClaim {
  /** Inserts the row under this slug; false when the slug is taken (on conflict do nothing). */
  readonly insert: (slug: string) => Promise<boolean>
  /** Those of the candidates that are taken. */
  readonly taken: (candidates: readonly string[]) => Promise<readonly string[]>
}

const BATCH = 50
const ATTEMPTS = 10

/** Inserts under the first free one of `mug`, `mug-2`, `mug-3`…, and answers which it was. The
 *  insert is the last word: a slug that was free a moment ago may be somebody else's by now. */
export async function claimSlug(base: string, { insert, taken }: SlugClaim): Promise<string> {
  if (await insert(base)) return base
  let from = 2
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const start = from
    const candidates = Array.from({ length: BATCH }, (_, at) => nextSlug(base, start + at))
    const used = new Set(await taken(candidates))
    const free = candidates.find((slug) => !used.has(slug))
    if (free === undefined) from += BATCH
    else if (await insert(free)) return free
  }
  throw new Error(`No free slug was found after ${ATTEMPTS} attempts`)
}
