import type { ImitatedUpload } from '../imitate-upload.ts'
import type { PresignedPost, PresignedPut, Storage } from '../storage.ts'

export type StorageUnderTest = {
  /** Gives an empty one. */
  readonly make: () => Promise<Storage>
  /** Whether objects are elsewhere than in our memory. */
  readonly holdsNothing: boolean
  /** Does what a browser would with a presigned upload; answers the status. */
  readonly send: (
    storage: Storage,
    to: PresignedPut | PresignedPost,
    file: ImitatedUpload,
  ) => Promise<number>
}
