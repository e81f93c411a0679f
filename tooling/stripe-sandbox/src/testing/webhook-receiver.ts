import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { WireEvent } from '../present/event.ts'
import { until } from './until.ts'

export interface ReceivedWebhook {
  readonly body: string
  readonly signature: string
  readonly event: WireEvent
  readonly receivedAtMs: number
}

export interface WebhookReceiver extends AsyncDisposable {
  readonly url: string
  readonly webhooks: readonly ReceivedWebhook[]
  /** The status answered from now on. (Default: 200) */
  answerWith(status: number): void
  types(): readonly string[]
  /** Waits until this many have arrived. */
  arrived(count: number): Promise<readonly ReceivedWebhook[]>
}

/** A shop's webhook address on a free port, which writes down all it is sent. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const webhooks: ReceivedWebhook[] = []
  let status = 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      webhooks.push({
        body,
        signature: String(request.headers['stripe-signature']),
        event: JSON.parse(body) as WireEvent,
        receivedAtMs: Date.now(),
      })
      response.writeHead(status, { connection: 'close' }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    webhooks,
    answerWith: (next) => {
      status = next
    },
    types: () => webhooks.map(({ event }) => event.type),
    arrived: async (count) => {
      await until(() => webhooks.length >= count, `${count} webhooks`)
      return webhooks
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
