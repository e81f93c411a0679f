import { expect, test } from 'vitest'

import { statementLog } from './statement-log.ts'

test('simple and prepared statements count, by application; other lines do not', () => {
  const log = statementLog()
  const lines = [
    '[cartwright-api] LOG:  execute cw_7: select 1',
    '[cartwright-api] LOG:  execute <unnamed>: select 1',
    '[cartwright-api] LOG:  statement: begin',
    '[cartwright-worker] LOG:  statement: begin',
    '[cartwright-api] DETAIL:  Parameters: $1 = 1',
    '\tfrom statement: nothing',
    '[] LOG:  checkpoint starting: time',
  ]
  for (const line of lines) log.read(line)
  expect(log.countOf('cartwright-api')).toBe(3)
  expect(log.countOf('cartwright-worker')).toBe(1)
  expect(log.countOf('nobody')).toBe(0)
})

test('a mark is known once it was logged', () => {
  const log = statementLog()
  expect(log.hasRead('mark 1')).toBe(false)
  log.read("[bench] LOG:  statement: select 'mark 1'")
  expect(log.hasRead('mark 1')).toBe(true)
  expect(log.hasRead('mark 2')).toBe(false)
  expect(log.countOf('bench')).toBe(1)
})
