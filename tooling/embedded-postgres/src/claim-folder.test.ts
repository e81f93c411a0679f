import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { claimFolder } from './claim-folder.ts'
import { processStamp } from './process-stamp.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

test('a claim keeps a second one out until it is released', () => {
  using folder = temporaryFolder(0o700)
  const file = join(folder.path, 'owner.json')
  const release = claimFolder(file)
  expect(() => claimFolder(file)).toThrow(`in use by process ${process.pid}`)
  release()
  expect(existsSync(file)).toBe(false)
  claimFolder(file)()
})

test.each([
  ['a process that ended', () => JSON.stringify({ pid: endedPid(), stamp: 'boot/1/2' })],
  [
    'an earlier process with a number in use again',
    () => JSON.stringify({ pid: process.pid, stamp: 'older' }),
  ],
  ['a writer killed half way', () => '{"pid": 1'],
])('the claim of %s is taken over', (_, content) => {
  using folder = temporaryFolder(0o700)
  const file = join(folder.path, 'owner.json')
  writeFileSync(file, content())
  const release = claimFolder(file)
  expect(readdirSync(folder.path)).toEqual(['owner.json'])
  release()
})

test('releasing does not remove a claim that is no longer ours', () => {
  using folder = temporaryFolder(0o700)
  const file = join(folder.path, 'owner.json')
  const release = claimFolder(file)
  writeFileSync(file, 'somebody else')
  release()
  expect(existsSync(file)).toBe(true)
})

test('a stamp tells one life of a process number from another', () => {
  expect(processStamp(process.pid)).toBe(processStamp(process.pid))
  expect(processStamp(process.pid)).not.toBe(processStamp(process.ppid))
  expect(processStamp(endedPid())).toBeNull()
})

function endedPid(): number {
  return spawnSync('true').pid
}
