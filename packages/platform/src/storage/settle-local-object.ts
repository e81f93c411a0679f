import { dirname } from 'node:path'

import type { Facts } from './local-facts.ts'
import { readFacts } from './local-facts.ts'
import type { LocalFolder, LocalPaths } from './local-paths.ts'
import type { StagedFile } from './stage-file.ts'
import { flushFolder, stageFile } from './stage-file.ts'
import { diskError } from './storage-error.ts'

type Asked = { readonly key: string; readonly etag: string }

const factsOf = async (paths: LocalPaths, { key, etag }: Asked): Promise<Facts | null> => {
  const facts = await readFacts(paths, key)
  return facts?.sha256 === etag ? facts : null
}

/** Is the object with this etag final from now on? Its bytes are left alone. */
export const settleLocalObject = async (
  { paths, inTurn }: LocalFolder,
  asked: Asked,
): Promise<boolean> => {
  const facts = await factsOf(paths, asked)
  if (facts?.isProvisional !== true) return facts !== null
  const { isProvisional: _, ...final } = facts
  const path = paths.facts(asked.key)
  let staged: StagedFile | undefined
  try {
    const told = await stageFile(paths.incoming, (file) => file.writeFile(JSON.stringify(final)))
    staged = told
    await told.flush()
    return await inTurn(asked.key, async () => {
      // Another object may have come while the facts of this one were written.
      if ((await factsOf(paths, asked)) === null) return false
      await told.moveTo(path)
      await flushFolder(dirname(path))
      return true
    })
  } catch (error) {
    throw diskError(error)
  } finally {
    await staged?.discard()
  }
}
