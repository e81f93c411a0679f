import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

import { isolatedProcess } from './isolated-process.ts'

const module = new URL('./answering-process.fixture.ts', import.meta.url)
/** The start of a process counts too, and machines may be busy. */
const limits = { timeoutMs: 6_000, memoryMegabytes: 256, idleMs: 60_000 }

const begin = (change: Partial<typeof limits> = {}) => {
  const { ask } = isolatedProcess(module, { ...limits, ...change })
  return (wish: number) => ask(Uint8Array.of(wish))
}

const isThere = (pid: unknown): boolean => {
  try {
    return process.kill(Number(pid), 0)
  } catch {
    return false
  }
}

test('one process answers one question after another, and knows no environment', async () => {
  const ask = begin()
  const [first, second, names] = await Promise.all([ask(0), ask(0), ask(3)])
  expect(first).toBeTypeOf('number')
  expect(second).toBe(first)
  expect(names).not.toContain('PATH')
})

test.each([
  ['took_too_long', 'never ends', 1],
  ['took_too_long', 'is lost in native code', 7],
  ['too_much_memory', 'takes all memory', 2],
  ['crashed', 'ends without a word', 4],
])('%s: a process that %s is ended, and the next question has another', async (reason, _, wish) => {
  const ask = begin()
  const before = await ask(0)
  await expect(ask(wish)).rejects.toMatchObject({ name: 'ProcessEnded', reason })
  expect(isThere(before)).toBe(false)
  expect(await ask(0)).not.toBe(before)
})

test('what earlier questions left behind is not held against a later one', async () => {
  const ask = begin({ memoryMegabytes: 250 })
  const pids = [await ask(5), await ask(5), await ask(5)]
  expect(new Set(pids).size).toBeGreaterThan(1)
})

test('a process that somebody else ended says nothing about what it was asked', async () => {
  const ended = begin()(6)
  await expect(ended).rejects.toThrow('ended from outside by SIGKILL')
  await expect(ended).rejects.not.toHaveProperty('name', 'ProcessEnded')
})

test('a process that nobody asks for a while ends', async () => {
  const ask = begin({ idleMs: 200 })
  const pid = await ask(0)
  expect(isThere(pid)).toBe(true)
  await expect.poll(() => isThere(pid), { timeout: 5_000 }).toBe(false)
  expect(await ask(0)).not.toBe(pid)
})

const program = `
  import { isolatedProcess } from '${new URL('./isolated-process.ts', import.meta.url).href}'
  const limits = { timeoutMs: 60_000, memoryMegabytes: 256, idleMs: 60_000 }
  const { ask } = isolatedProcess(new URL('${module.href}'), limits)
  console.log(await ask(Uint8Array.of(0)))
  if (process.argv[1] === 'killed') {
    void ask(Uint8Array.of(7))
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 200)
  }`

test.each(['idle', 'killed'])('a process does not outlive who asked it: %s', async (how) => {
  const args = ['--input-type=module', '--eval', program, how]
  const run = promisify(execFile)(process.execPath, args, { timeout: 20_000 })
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  await sleep(100)
  await expect.poll(() => isThere(stdout.trim()), { timeout: 5_000 }).toBe(false)
})
