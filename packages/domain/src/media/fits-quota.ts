/** How much room a store's files take, in bytes of originals. */
export interface StorageUse {
  /** 0: no limit. */
  readonly quotaBytes: number
  readonly usedBytes: number
  readonly addedBytes: number
}

/** Is there room for these files? A store at exactly its quota is full, not over it.
 *
 *  `{ quotaBytes: 100, usedBytes: 60, addedBytes: 40 }` → `true` */
export function fitsQuota({ quotaBytes, usedBytes, addedBytes }: StorageUse): boolean {
  return quotaBytes === 0 || usedBytes + addedBytes <= quotaBytes
}
