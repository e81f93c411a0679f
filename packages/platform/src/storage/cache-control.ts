import type { ObjectHead } from './storage.ts'

/** An address never changes meaning, so whoever has its bytes may keep them for good. */
export const keptForGood = 'public, max-age=31536000, immutable'

/** May be kept, but not shown again without asking whether it is still the same. */
export const askedEachTime = 'no-cache'

/** How long may whoever asked for an object keep it? */
export const cacheControlOf = ({ isFinal }: ObjectHead): string =>
  isFinal ? keptForGood : askedEachTime
