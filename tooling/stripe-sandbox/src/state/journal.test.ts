import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { openJournal } from './journal.ts'
import { createStore } from './store.ts'

const LINK = {
  accountId: 'acct_1',
  created: 1,
  expiresAt: 2,
  refreshUrl: 'https://shop.example/a',
  returnUrl: 'https://shop.example/b',
  used: false,
}

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stripe-sandbox-'))
  file = join(folder, 'data', 'sandbox.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(...changes: (readonly string[])[]): void {
  const { tables, journal } = openJournal(file, 0)
  const store = createStore(tables, journal)
  for (const ids of changes) {
    store.transact((put) => {
      for (const id of ids) put('accountLink', { ...LINK, id })
    })
  }
  store.close()
}

function ids(): readonly string[] {
  const { tables, journal } = openJournal(file, 0)
  journal.close()
  return [...tables.accountLink.keys()]
}

test('what was written is there again, the newest version of each record', () => {
  write(['a'], ['b', 'c'])
  const { tables, journal } = openJournal(file, 0)
  const store = createStore(tables, journal)
  store.transact((put) => put('accountLink', { ...LINK, id: 'b', used: true }))
  store.close()
  expect(ids()).toEqual(['a', 'b', 'c'])
  const again = openJournal(file, 0)
  again.journal.close()
  expect(again.tables.accountLink.get('b')?.used).toBe(true)
})

test('wherever a write is cut off, each change is there as a whole or not at all', () => {
  write(['a'])
  const before = readFileSync(file).length
  write(['b', 'c'])
  const whole = readFileSync(file)
  // The second opening rewrote "a", so what follows it is exactly the change under test.
  for (let length = before; length <= whole.length; length += 1) {
    writeFileSync(file, whole)
    truncateSync(file, length)
    expect({ length, ids: ids() }).toEqual({
      length,
      ids: length < whole.length ? ['a'] : ['a', 'b', 'c'],
    })
  }
})

test('after a torn write, new changes are kept', () => {
  write(['a'])
  appendFileSync(file, '[["accountLink",{"id":"torn"')
  write(['b'])
  expect(ids()).toEqual(['a', 'b'])
})

test('a change that throws leaves nothing, in memory or in the file', () => {
  const { tables, journal } = openJournal(file, 0)
  const store = createStore(tables, journal)
  store.transact((put) => put('accountLink', { ...LINK, id: 'a' }))
  expect(() =>
    store.transact((put) => {
      put('accountLink', { ...LINK, id: 'a', used: true })
      put('accountLink', { ...LINK, id: 'b' })
      throw new Error('no')
    }),
  ).toThrow('no')
  expect([...tables.accountLink.values()]).toEqual([{ ...LINK, id: 'a' }])
  store.close()
  expect(ids()).toEqual(['a'])
})

test('another program’s file is not touched, and damage is named by line', () => {
  write(['a'])
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, `${text}{nonsense\n[]\n`)
  expect(() => ids()).toThrow(/line 3/)
  writeFileSync(file, 'my diary\n')
  expect(() => ids()).toThrow(/not a data file/)
  expect(readFileSync(file, 'utf8')).toBe('my diary\n')
})
