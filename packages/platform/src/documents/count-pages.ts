import { runIsolated } from '../isolation/run-isolated.ts'

const maxBytes = 25 * 1024 * 1024
const limits = { timeoutMs: 20_000, memoryMegabytes: 512 }

/**
 * How many pages has this PDF? `null` when it does not tell: broken, encrypted with a password,
 * larger than 25 MB, or a reader would need more than 20 seconds. Nothing inside is drawn or run.
 */
export const countPages = async (pdf: Uint8Array): Promise<number | null> => {
  if (pdf.length > maxBytes) return null
  const pages = await runIsolated(new URL('./count-pages-thread.ts', import.meta.url), pdf, limits)
  return typeof pages === 'number' && Number.isSafeInteger(pages) && pages > 0 ? pages : null
}
