import { refused } from './gateway-error.ts'

/** Runs `work` once per key: the same request gets the same answer, another one is refused. */
export type FakeIdempotency = <Answer>(
  scope: string,
  request: { readonly idempotencyKey: string },
  work: () => Answer,
) => Answer

/** Idempotency keys as the provider keeps them: per account and call. Failures are not recorded. */
export const fakeIdempotency = (): FakeIdempotency => {
  const stored = new Map<string, { readonly body: string; readonly answer: unknown }>()
  return <Answer>(
    scope: string,
    request: { readonly idempotencyKey: string },
    work: () => Answer,
  ): Answer => {
    const key = `${scope}\n${request.idempotencyKey}`
    const body = JSON.stringify(request)
    const earlier = stored.get(key)
    if (earlier === undefined) {
      const answer = work()
      stored.set(key, { body, answer })
      return answer
    }
    if (earlier.body === body) return earlier.answer as Answer
    throw refused('idempotency_error', 'The idempotency key was used with another request')
  }
}
