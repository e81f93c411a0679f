import { expect, test } from 'vitest'

import { fakeLog } from './fake-log.ts'
import { createLog } from './log.ts'

test('a line carries name, level word, ISO time, fields and message', () => {
  const { log, lines } = fakeLog('api')
  log.info({ orderNumber: 'CC-2026-20288C' }, 'order placed')
  expect(lines).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      name: 'api',
      orderNumber: 'CC-2026-20288C',
      msg: 'order placed',
    },
  ])
})

test('no secret reaches a line: fields, children, errors, requests', () => {
  const { log, text } = fakeLog()
  const secret = 'sk_live_should_never_be_seen'
  log.info({ headers: { Authorization: secret, 'Set-Cookie': [secret] } }, 'fields')
  log.child({ 'x-api-key': secret }).warn('child')
  const cause = Object.assign(new Error('inner'), { headers: { cookie: secret } })
  log.error(new Error('outer', { cause }), 'error as first argument')
  log.error({ err: Object.assign(new Error('boom'), { password: secret }) }, 'error as field')
  log.info({ req: { method: 'GET', url: `/x?token=${secret}`, headers: { cookie: secret } } }, 'r')
  log.info({ res: { statusCode: 200, headers: { 'set-cookie': secret } } }, 'reply')
  expect(text()).not.toContain(secret)
  expect(text()).toContain('boom')
  expect(text()).toContain('outer')
  expect(text()).toContain('"statusCode":200')
})

test('lines below the level are not written', () => {
  const written: string[] = []
  const destination = { write: (line: string) => void written.push(line) }
  const log = createLog({ name: 'worker', level: 'warn', destination })
  log.info('quiet')
  log.warn('loud')
  expect(written).toHaveLength(1)
})
