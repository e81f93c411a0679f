type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `POST /api/v1/…` */
export type Route = `${Method} ${string}`

export type RequestHeaders = Readonly<Record<string, string>>

export interface Asked {
  readonly headers?: RequestHeaders
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is, with the content type among the headers or of its own. */
  readonly raw?: string | FormData
}

/** An error as the contract describes it. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly issues?: readonly { readonly path: readonly unknown[]; readonly message: string }[]
  readonly details?: Readonly<Record<string, unknown>>
}

export interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  /** Null for a refusal. */
  readonly data: T | null
  readonly error: Refusal | null
}

/** Sends one request over HTTP and reads the envelope of its answer. What `data` holds is the
 *  caller's to say: it is the output of the operation asked. */
export async function ask<T>(url: string, route: Route, asked: Asked = {}): Promise<Answer<T>> {
  const [method, path] = route.split(' ', 2)
  const json = asked.body === undefined ? undefined : JSON.stringify(asked.body)
  const body = asked.raw ?? json
  const response = await fetch(`${url}${path}`, {
    method: method ?? 'GET',
    headers: {
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...asked.headers,
    },
    ...(body !== undefined && { body }),
  })
  const envelope = readEnvelope<T>(await response.text())
  return { status: response.status, headers: response.headers, ...envelope }
}

/**
 * The data of an answer that must be a success.
 *
 * @throws Error with status and refusal when it is not.
 */
export function dataOf<T>(answer: Answer<T>): T {
  if (answer.data !== null) return answer.data
  throw new Error(`Answered ${answer.status}: ${JSON.stringify(answer.error)}`)
}

function readEnvelope<T>(text: string): Pick<Answer<T>, 'data' | 'error'> {
  const envelope = (text === '' ? {} : JSON.parse(text)) as { data?: T; error?: Refusal }
  return { data: envelope.data ?? null, error: envelope.error ?? null }
}
