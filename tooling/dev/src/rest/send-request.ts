import { RestFailure } from './rest-failure.ts'

/** Whom to ask, and the headers that say who asks. */
export type Client = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** How long a request of the same key may be under way before it counts as dead; 5 s if missing. */
  readonly twinPatienceMs?: number
}

export type Request = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Begins with a slash; may hold a query. */
  readonly path: string
  /** Sent as JSON, or as it is when it is a form. */
  readonly body?: object
  /** Sent as `Idempotency-Key`: the request can then be repeated without being done twice. */
  readonly key?: string
}

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown }

const timeoutMs = 60_000

/**
 * Sends one request and reads the JSON it is answered with, whatever its status; null when the
 * answer is not JSON.
 *
 * @throws RestFailure when no answer comes within a minute.
 */
export async function sendRequest(client: Client, request: Request): Promise<Answer> {
  const { method, path, body, key } = request
  const isForm = body instanceof FormData
  const headers = {
    ...client.headers,
    ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  }
  const content = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(client.url + path, { method, headers, signal, ...content })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: parseJson(text) }
  } catch (error) {
    throw new RestFailure(`${method} ${client.url}${path} got no answer: ${reasonOf(error)}.`)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message || error.message : error.message
}
