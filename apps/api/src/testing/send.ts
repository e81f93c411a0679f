import type { TestApi } from './test-api.ts'

export interface SentRequest {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** The parsed JSON body. */
  readonly body: AnswerBody
}

/** Loose on purpose: a test names the fields it is about. */
// oxlint-disable-next-line typescript/no-explicit-any
type AnswerBody = any

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Sends one REST request through the whole server: `send(api, 'POST /api/v1/…', {headers, body})`. */
export async function send(
  api: TestApi,
  route: `${Method} /${string}`,
  request: SentRequest = {},
): Promise<Answer> {
  const [method, url] = route.split(' ') as [Method, string]
  const response = await api.app.inject({
    method,
    url,
    headers: { ...request.headers },
    ...(request.body !== undefined && { payload: request.body as object }),
  })
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.body === '' ? null : JSON.parse(response.body),
  }
}
