import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { residentMemory } from './resident-memory.ts'
import { watchMemory } from './watch-memory.ts'

const SIZE = 128 * 1024 * 1024

// Takes memory at the first word it is told, and gives it back at the second.
const program = `
  let held
  process.stdin.on('data', () => {
    if (held === undefined) held = Buffer.alloc(${SIZE}, 1)
    else held.buffer.transfer(0)
    console.log('done')
  })
  console.log('ready')`

test('memory that was given back counts as well', async () => {
  // A process of its own: what else this one holds comes and goes.
  const child = spawn(process.execPath, ['--eval', program])
  const tell = async (): Promise<void> => {
    child.stdin.write('go')
    await once(child.stdout, 'data')
  }
  try {
    await once(child.stdout, 'data')
    const pid = child.pid ?? 0
    const limit = (await residentMemory(pid)) + SIZE / 2
    const watch = watchMemory(pid)
    await tell()
    await sleep(500)
    await tell()
    expect(await residentMemory(pid)).toBeLessThan(limit)
    expect(await watch.stop()).toBeGreaterThan(limit)
  } finally {
    child.kill()
  }
})

test('a process that is not there is an error, not zero', async () => {
  await expect(watchMemory(2 ** 22 + 1).stop()).rejects.toThrow(/rss|memory/)
})
