import { measurePages } from '../measure/measure-pages.ts'
import type { LibraryPage, LibraryResult } from '../report/results.ts'
import { sendJson } from '../scenarios/send-json.ts'
import { seedLibrary } from '../seed/seed-library.ts'
import { seedMediaShop } from '../seed/seed-media-shop.ts'
import type { World } from '../world/start-world.ts'

const FILES = 100_000
const PAGE = 24
const LATE_PAGE = 1_000
const SAMPLES_PER_ROUND = 40

type Asked = Pick<LibraryPage, 'title' | 'atMost'> & {
  readonly query: string
  readonly matches: number
}

const pages: readonly Asked[] = [
  { title: 'first page', query: '', matches: FILES, atMost: null },
  {
    title: 'page 1,000',
    query: `&offset=${(LATE_PAGE - 1) * PAGE}`,
    matches: FILES,
    atMost: 2,
  },
  { title: 'one file by its name', query: '&query=photo-004711', matches: 1, atMost: 3 },
  { title: '10,000 files by their name', query: '&query=banner', matches: 10_000, atMost: 3 },
  { title: '100 files by their text', query: '&query=kiln', matches: 100, atMost: 3 },
  { title: '10,000 files by their text', query: '&query=celadon', matches: 10_000, atMost: 3 },
]

/** Asks for pages of a large media library, one request at a time, each page in its turn. */
export async function measureLibrary(world: World, rounds: number): Promise<LibraryResult> {
  const { storeId, apiKey } = await seedMediaShop(world.client, 902)
  await seedLibrary(world.client, storeId, FILES)
  const ask = ({ query }: Asked): Promise<unknown> =>
    sendJson({
      method: 'GET',
      url: `${world.apiUrl}/api/v1/media?limit=${PAGE}${query}`,
      headers: { authorization: `Bearer ${apiKey}` },
    })
  for (const page of pages) requireMatches(page, await ask(page))
  const samples = rounds * SAMPLES_PER_ROUND
  const medians = await measurePages(
    pages.map((page) => () => ask(page)),
    samples,
  )
  const measured = pages.map(({ title, matches, atMost }, index) => ({
    title,
    matches,
    atMost,
    medianMs: medians[index] ?? Number.NaN,
  }))
  return { files: FILES, samples, pages: measured }
}

/** A page that finds something else than it should measures nothing. */
function requireMatches({ title, matches }: Asked, answer: unknown): void {
  const text = JSON.stringify(answer)
  if (text.includes(`"count":${matches},`)) return
  throw new Error(`${title}: expected ${matches} files in the answer ${text.slice(-200)}`)
}
