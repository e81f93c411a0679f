import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A text that names this running process and no later one with the same number, or null when no such
 * process runs. Process numbers are used again after a while, start times with them are not. A dead
 * process its parent has not collected yet counts as gone.
 */
export function processStamp(pid: number): string | null {
  return process.platform === 'linux' ? linuxStamp(pid) : psStamp(pid)
}

function linuxStamp(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program's name stands in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, startTicks] = [fields[0], fields[19]]
    if (state === undefined || startTicks === undefined || 'ZX'.includes(state)) return null
    return `${boot}/${pid}/${startTicks}`
  } catch {
    return null
  }
}

function psStamp(pid: number): string | null {
  try {
    const args = ['-p', String(pid), '-o', 'stat=,lstart=']
    const [state, ...started] = execFileSync('ps', args, { encoding: 'utf8' }).trim().split(/\s+/)
    return state === undefined || state.startsWith('Z') ? null : `${pid}/${started.join(' ')}`
  } catch {
    return null
  }
}
