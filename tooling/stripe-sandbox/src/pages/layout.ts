import type { Html } from './html.ts'
import { html } from './html.ts'

/** A whole page: title, test-mode banner and one main column. */
export function layout(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/sandbox.css" />
      </head>
      <body>
        <p class="banner" role="note">
          <strong>Test mode</strong> Stripe sandbox: no real money moves.
        </p>
        <main>${body}</main>
      </body>
    </html> `.markup
}
