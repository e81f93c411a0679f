import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'

import { ProcessEnded } from './process-ended.ts'

export type ProcessLimits = {
  /** For one question, from when it is asked. */
  readonly timeoutMs: number
  /** Resident memory of the whole process. Only Linux tells; elsewhere it is not limited. */
  readonly memoryMegabytes: number
  /** How long nobody asks until the process ends. */
  readonly idleMs: number
}

export type LimitsWatch = {
  /** The limit for which the process was killed. */
  readonly broken: () => ProcessEnded | undefined
  readonly stop: () => void
}

/** Memory grows by some megabytes between two looks. */
const lookEveryMs = 20

const residentMegabytes = async (pid: number): Promise<number> => {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'latin1')
    return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Kills the process as soon as it goes beyond a limit, until it is stopped. */
export const watchLimits = (child: ChildProcess, limits: ProcessLimits): LimitsWatch => {
  let broken: ProcessEnded | undefined
  const kill = (reason: ProcessEnded): void => {
    broken ??= reason
    child.kill('SIGKILL')
  }
  const tooLong = setTimeout(() => {
    kill(new ProcessEnded('took_too_long', `Longer than ${limits.timeoutMs} ms`))
  }, limits.timeoutMs)
  const look = async (): Promise<void> => {
    const megabytes = await residentMegabytes(child.pid ?? 0)
    if (megabytes <= limits.memoryMegabytes) return
    kill(new ProcessEnded('too_much_memory', `More than ${limits.memoryMegabytes} MB`))
  }
  const looking = setInterval(() => void look(), lookEveryMs)
  return {
    broken: () => broken,
    stop: () => {
      clearTimeout(tooLong)
      clearInterval(looking)
    },
  }
}
