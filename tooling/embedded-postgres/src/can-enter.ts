import type { RunAccount } from './run-account.ts'
import { run } from './run.ts'

/**
 * Can this account walk into the folder? Asked of the system rather than worked out from mode bits,
 * so that access lists and mount options count as well.
 */
export async function canEnter(dir: string, account: RunAccount | null): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'cd -- "$0"', dir], { account })
  return code === 0
}
