import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { runningCopy } from './running-copy.ts'

const ready = {
  apiUrl: 'http://127.0.0.1:4000',
  mailboxUrl: 'http://127.0.0.1:4010',
  sandboxUrl: 'http://127.0.0.1:4020',
  operator: { email: 'demo@example.com', password: 'quite secret' },
  storeId: 's1',
}

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'cartwright-demo-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  return dir
}

test('the copy is found by READY_FILE, by DATA_DIR, and in .data', () => {
  const dir = folder()
  mkdirSync(join(dir, '.data'))
  for (const name of ['one.json', 'ready.json', '.data/ready.json']) {
    writeFileSync(join(dir, name), JSON.stringify({ ...ready, storeId: name }))
  }
  expect(runningCopy({ READY_FILE: 'one.json', DATA_DIR: dir }, dir).storeId).toBe('one.json')
  expect(runningCopy({ DATA_DIR: dir }, '/').storeId).toBe('ready.json')
  expect(runningCopy({}, dir).storeId).toBe('.data/ready.json')
})

test.each([
  [{ ...ready, sandboxUrl: null }, /no Stripe sandbox/],
  [{ ...ready, mailboxUrl: null }, /no mailbox/],
  [{ ...ready, operator: null, storeId: null }, /no demo operator/],
])('a copy the demo cannot be played against is told why', (written, reason) => {
  const dir = folder()
  writeFileSync(join(dir, 'ready.json'), JSON.stringify(written))
  expect(() => runningCopy({ DATA_DIR: dir }, dir)).toThrow(reason)
})

test('no running copy, and a file that is none, are one sentence each', () => {
  const dir = folder()
  expect(() => runningCopy({}, dir)).toThrow(/No running copy was found: .*`npm start`/)
  writeFileSync(join(dir, 'x'), '{')
  expect(() => runningCopy({ READY_FILE: 'x' }, dir)).toThrow(/is not JSON/)
})
