import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The resident memory of a process, in bytes. */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null)
  const kibibytes =
    status === null
      ? (await run('ps', ['-o', 'rss=', '-p', `${pid}`])).stdout.trim()
      : /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  const bytes = Number(kibibytes) * 1024
  if (bytes > 0) return bytes
  throw new Error(`The memory of process ${pid} could not be read.`)
}
