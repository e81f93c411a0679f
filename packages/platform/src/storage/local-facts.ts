import { readFile } from 'node:fs/promises'

import { z } from 'zod'

import type { LocalPaths } from './local-paths.ts'
import type { ObjectHead } from './storage.ts'
import { unlessAbsent } from './unless-absent.ts'

const Facts = z.object({
  contentType: z.string(),
  sha256: z.string(),
  sizeBytes: z.number().int(),
  isProvisional: z.boolean().optional(),
})

/** What is written down of an object beside its bytes. */
export type Facts = z.output<typeof Facts>

/** What is known of an object; `null` when there is none. The facts are written last and removed
 *  first: an object without them is not there. */
export const readFacts = async (paths: LocalPaths, key: string): Promise<Facts | null> => {
  const text = await unlessAbsent(readFile(paths.facts(key), 'utf8'))
  return text === null ? null : Facts.parse(JSON.parse(text))
}

export const headOf = ({ contentType, sha256, sizeBytes, isProvisional }: Facts): ObjectHead => ({
  contentType,
  sizeBytes,
  etag: sha256,
  isFinal: isProvisional !== true,
})
