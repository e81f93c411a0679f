import type { TaskList } from 'graphile-worker'

import type { Runtime } from './runtime.ts'
import type { AnyTask } from './task.ts'

/** The tasks as the queue runs them. */
export function taskList(runtime: Runtime, tasks: readonly AnyTask[]): TaskList {
  return Object.fromEntries(
    tasks.map((task) => [task.name, (payload: unknown) => task.run(payload, runtime)]),
  )
}
