import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

import { atMost } from '../at-most.ts'
import { ProcessEnded } from './process-ended.ts'
import { watchLimits } from './watch-limits.ts'
import type { ProcessLimits } from './watch-limits.ts'

export type IsolatedProcess = {
  /** What the process answers about these bytes; who asks meanwhile waits in line. Throws
   *  `ProcessEnded` when it went beyond a limit or crashed, and `Error` when it was ended by somebody
   *  else or could not begin: then it is worth another try. */
  readonly ask: (bytes: Uint8Array) => Promise<unknown>
}

const begin = (module: URL): ChildProcess =>
  fork(module, { env: {}, execArgv: [], serialization: 'advanced', stdio: 'ignore' })

/** Signals by which others end processes; a picture has nothing to do with them. */
const fromOutside: ReadonlySet<string | null> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'])

const endedBy = (code: number | null, signal: string | null): Error =>
  fromOutside.has(signal)
    ? new Error(`The process was ended from outside by ${signal}`)
    : new ProcessEnded('crashed', `The process ended by itself: ${signal ?? code}`)

const answerOf = async (child: ChildProcess, bytes: Uint8Array): Promise<unknown> => {
  const over = new AbortController()
  const answered = once(child, 'message', over)
  const ended = once(child, 'exit', over).then(([code, signal]) => {
    throw endedBy(code, signal)
  })
  // Whichever comes second is nobody's business any more.
  for (const each of [answered, ended]) each.catch(() => undefined)
  try {
    child.send(bytes)
    const [answer] = await Promise.race([answered, ended])
    return answer
  } finally {
    over.abort()
  }
}

/** Does this process wait for it? */
const hold = (child: ChildProcess, isHeld: boolean): void => {
  const how = isHeld ? 'ref' : 'unref'
  child[how]()
  child.channel?.[how]()
}

/**
 * A process of its own for work on hostile bytes in native code, which neither a thread nor a timer
 * can stop: beyond a limit it is killed, and the next question gets a new one. It knows no environment
 * variables, begins with the first question and ends when nobody asks for a while.
 *
 * `module` is a file that calls `answerInProcess`.
 */
export const isolatedProcess = (module: URL, limits: ProcessLimits): IsolatedProcess => {
  const inTurn = atMost(1)
  let child: ChildProcess | null = null
  let idle: NodeJS.Timeout | undefined
  const end = (): void => {
    child?.kill('SIGKILL')
    child = null
  }
  const askOnce = async (bytes: Uint8Array): Promise<unknown> => {
    clearTimeout(idle)
    if (child?.connected !== true) child = begin(module)
    hold(child, true)
    const watch = watchLimits(child, limits)
    try {
      const answer = await answerOf(child, bytes)
      hold(child, false)
      idle = setTimeout(end, limits.idleMs).unref()
      return answer
    } catch (error) {
      end()
      throw watch.broken() ?? error
    } finally {
      watch.stop()
    }
  }
  return {
    ask: (bytes) =>
      inTurn(async () => {
        const isFresh = child === null
        try {
          return await askOnce(bytes)
        } catch (error) {
          const isFull = error instanceof ProcessEnded && error.reason === 'too_much_memory'
          // It may have been what earlier questions left behind.
          if (isFresh || !isFull) throw error
          return await askOnce(bytes)
        }
      }),
  }
}
