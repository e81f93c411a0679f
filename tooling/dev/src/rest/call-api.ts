import { setTimeout as delay } from 'node:timers/promises'

import { z } from 'zod'

import { RestFailure } from './rest-failure.ts'
import { type Answer, type Client, type Request, sendRequest } from './send-request.ts'

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/** No request of ours takes this long: one that does died with its API, and only its claim is left. */
const defaultTwinPatienceMs = 5_000

/**
 * Asks the API for something and answers its `data`, read by the schema. When a request with the
 * same key, begun by an earlier run of this program, is still under way, its answer is waited for;
 * after a while it counts as dead, and the request is made under a second key.
 *
 * @throws RestFailure when the API refuses, is not there, or answers something else.
 */
export async function callApi<T>(
  client: Client,
  request: Request,
  schema: z.ZodType<T>,
): Promise<T> {
  const { key, ...unkeyed } = request
  const keys = key === undefined ? [undefined] : [key, `${key}/again`]
  const patienceMs = client.twinPatienceMs ?? defaultTwinPatienceMs
  let answer = await sendRequest(client, request)
  for (const key of keys) {
    const deadline = performance.now() + patienceMs
    while (isUnderWay(answer) && performance.now() < deadline) {
      await delay(250)
      answer = await sendRequest(client, { ...unkeyed, ...(key === undefined ? {} : { key }) })
    }
  }
  return readAnswer(request, answer, z.object({ data: schema })).data
}

function isUnderWay({ status, body }: Answer): boolean {
  return status === 409 && refusal.safeParse(body).data?.error.code === 'idempotency_in_progress'
}

/**
 * What a good answer says, read by the schema.
 *
 * @throws RestFailure naming what is missing; its values stay unsaid, as they may be secret.
 */
export function readAnswer<T>(request: Request, answer: Answer, schema: z.ZodType<T>): T {
  if (answer.status >= 300) throw failureOf(request, answer)
  const read = schema.safeParse(answer.body)
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new RestFailure(
    `${name(request)} answered ${answer.status}, but not as documented (${faults.join('; ')}).`,
    { status: answer.status },
  )
}

function failureOf(request: Request, { status, body }: Answer): RestFailure {
  const said = body === null ? 'nothing readable' : JSON.stringify(body)
  const read = refusal.safeParse(body)
  if (!read.success) {
    return new RestFailure(`${name(request)} answered ${status}: ${said}`, { status })
  }
  const { code, message } = read.data.error
  const sentence = `${name(request)} answered ${status} ${code}: ${message}\n${said}`
  return new RestFailure(sentence, { status, code })
}

function name({ method, path }: Request): string {
  return `${method} ${path}`
}
