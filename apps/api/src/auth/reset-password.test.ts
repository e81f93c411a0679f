import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { requestPasswordReset } from '@cartwright/identity/request-password-reset'
import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

const api = await createTestApi()
const limited = await createTestApi({ rateLimitScale: 1 })
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await limited[Symbol.asyncDispose]()
})

const [OLD, NEW] = ['correct horse battery', 'a different sentence']
let people = 0

async function signUp() {
  people += 1
  const email = `ada-${people}@example.com`
  const body = { email, password: OLD, name: 'Ada', storeName: 'Yarn' }
  const { data } = (await send(api, 'POST /api/v1/auth/signup', { body })).body
  return { email, headers: { authorization: `Bearer ${data.token}` } }
}

const forgot = (email: string, on: TestApi = api) =>
  send(on, 'POST /api/v1/auth/forgot-password', { body: { email } })
const reset = (token: string, password: string) =>
  send(api, 'POST /api/v1/auth/reset-password', { body: { token, password } })
const logIn = (email: string, password: string) =>
  send(api, 'POST /api/v1/auth/login', { body: { email, password } })

async function faultOf(token: string, password = NEW) {
  const { status, body } = await reset(token, password)
  return [status, body.error?.code, body.error?.issues?.[0]?.path]
}

/** The token that the mailed link carries. */
async function mailedToken(email: string): Promise<string> {
  const request = await requestPasswordReset(api.runtime.identity, email)
  if (request === null) throw new Error(`${email} has no account`)
  return request.token
}

describe('forgotPassword does it', () => {
  it('asks for one mail, however often it is asked and whoever asks', async () => {
    const { email } = await signUp()
    const known = await forgot(email)
    const again = await forgot(email.toUpperCase())
    const unknown = await forgot('nobody@example.com')
    expect([known.status, again.status, unknown.status]).toEqual([200, 200, 200])
    expect(unknown.body).toEqual(known.body)
    const jobs = await waitingJobs(api.runtime.db)
    const mails = (address: string) =>
      jobs.filter(({ payload }) => JSON.stringify(payload).includes(address))
    expect(mails(email)).toEqual([{ task: 'send-password-reset', payload: { email } }])
    expect(mails('nobody@example.com')).toHaveLength(1)
  })
})

describe('forgotPassword refuses', () => {
  it('the sixth request for one address, whether or not it has an account', async () => {
    const answers: number[] = []
    for (let count = 0; count < 6; count += 1) {
      answers.push((await forgot('nobody@example.com', limited)).status)
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 429])
  })
})

describe('resetPassword does it', () => {
  it('sets the password and signs everybody out', async () => {
    const { email, headers } = await signUp()
    const { status } = await reset(await mailedToken(email), NEW)
    expect(status).toBe(200)
    expect((await send(api, 'GET /api/v1/auth/me', { headers })).status).toBe(401)
    expect((await logIn(email, OLD)).status).toBe(401)
    expect((await logIn(email, NEW)).status).toBe(200)
  })
})

describe('resetPassword refuses', () => {
  it('a token that was used', async () => {
    const { email } = await signUp()
    const token = await mailedToken(email)
    await reset(token, NEW)
    expect(await faultOf(token)).toEqual([400, 'validation_failed', ['token']])
  })

  it('a token of yesterday, and one that was never ours', async () => {
    const { email } = await signUp()
    const token = await mailedToken(email)
    api.clock.advance(3_600_000)
    expect(await faultOf(token)).toEqual([400, 'validation_failed', ['token']])
    expect(await faultOf('made-up')).toEqual([400, 'validation_failed', ['token']])
    expect((await logIn(email, OLD)).status).toBe(200)
  })

  it('a weak password, without using the token up', async () => {
    const { email } = await signUp()
    const token = await mailedToken(email)
    expect(await faultOf(token, 'short')).toEqual([400, 'validation_failed', ['password']])
    expect((await reset(token, NEW)).status).toBe(200)
  })

  it('all but one of two parallel resets with one token', async () => {
    const { email } = await signUp()
    const token = await mailedToken(email)
    const answers = await Promise.all([reset(token, NEW), reset(token, NEW)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400])
  })
})

describe('leaves nothing behind', () => {
  it('of a token or a password in the log', async () => {
    const { email } = await signUp()
    const token = await mailedToken(email)
    await reset(token, 'a password nobody should see')
    expect(api.log.text()).not.toContain(token)
    expect(api.log.text()).not.toContain('a password nobody should see')
  })
})
