import { join } from 'node:path'

import { checkObjectKey } from './object-key.ts'
import type { oneAtATime } from './one-at-a-time.ts'

/** Key segments cannot contain `@`, so these endings never meet a key of their own. */
const dataEnding = '@data'
const factsEnding = '@facts.json'

export type LocalPaths = {
  readonly data: (key: string) => string
  readonly facts: (key: string) => string
  readonly objects: string
  readonly incoming: string
}

/** A data folder, in which things happen to the same key one after another. */
export type LocalFolder = {
  readonly paths: LocalPaths
  readonly inTurn: ReturnType<typeof oneAtATime>
}

/**
 * Which files hold an object: its bytes in `<key>@data`, what is known of them in
 * `<key>@facts.json`. The endings also let `a` and `a/b` exist side by side, as on S3.
 */
export const localPaths = (root: string): LocalPaths => {
  const objects = join(root, 'objects')
  const pathOf = (key: string, ending: string): string => {
    checkObjectKey(key)
    return join(objects, ...key.split('/')) + ending
  }
  return {
    data: (key) => pathOf(key, dataEnding),
    facts: (key) => pathOf(key, factsEnding),
    objects,
    incoming: join(root, 'incoming'),
  }
}

/** The key of a file name below `objects` given with `/`; `null` for files that are no bytes. */
export const keyOfDataFile = (relativePath: string): string | null =>
  relativePath.endsWith(dataEnding) ? relativePath.slice(0, -dataEnding.length) : null
