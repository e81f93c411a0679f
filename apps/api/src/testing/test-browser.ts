import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { chromiumPath } from '@cartwright/browser/chromium-path'
import { type Browser, chromium } from 'playwright-core'

/** A real Chromium without a window; close it. */
export async function openBrowser(): Promise<Browser> {
  const quiet = ['background-networking', 'component-update', 'sync', 'quic', 'gpu']
  return chromium.launch({
    executablePath: await chromiumPath(),
    args: [
      '--headless',
      '--no-sandbox',
      '--no-first-run',
      '--hide-scrollbars',
      '--force-color-profile=srgb',
      '--font-render-hinting=none',
      ...quiet.map((feature) => `--disable-${feature}`),
    ],
  })
}

export interface TestPage extends AsyncDisposable {
  readonly origin: string
}

/** A page of a shop, of an origin of its own. `path → HTML`. */
export async function serveShopPage(html: (url: URL) => string): Promise<TestPage> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html(url))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
