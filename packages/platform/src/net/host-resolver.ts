/** Who knows the addresses of names. */
export type HostResolver = {
  /** Every address of a name, the one to try first in front; none when there is no such name.
   *  Throws when it cannot be known now. */
  readonly addressesOf: (name: string) => Promise<readonly string[]>
}
