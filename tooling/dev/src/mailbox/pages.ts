import { escapeHtml } from './escape-html.ts'
import { linkText } from './link-text.ts'
import type { Message } from './message.ts'

/** The page with all messages, newest first. */
export function listPage(messages: readonly Message[]): string {
  const rows = messages.map(
    ({ id, from, to, subject, receivedAt }) => `<tr>
      <td><a href="/message/${id}">${escapeHtml(subject || '(no subject)')}</a></td>
      <td>${escapeHtml(to)}</td><td>${escapeHtml(from)}</td><td>${timeOf(receivedAt)}</td></tr>`,
  )
  const table = `<table><caption>${messages.length} messages, newest first</caption>
    <thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">From</th>
    <th scope="col">Received</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`
  const empty = '<p>No mail yet. What the shop sends appears here; reload the page.</p>'
  return page('Mailbox', `<h1>Mailbox</h1>${messages.length === 0 ? empty : table}`)
}

/** The page of one message: as HTML in a frame that runs nothing, as text, and its headers. */
export function messagePage(message: Message): string {
  const { id, subject, from, to, text, html, headers } = message
  const title = escapeHtml(subject || '(no subject)')
  const fields = Object.entries(headers).map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
  )
  const frame = `<h2>HTML</h2><iframe title="The message as HTML" src="/message/${id}/html"
    sandbox="${frameSandbox}" referrerpolicy="no-referrer"></iframe>`
  return page(
    subject || '(no subject)',
    `<nav><a href="/">All messages</a></nav><h1>${title}</h1>
    <dl><dt>From</dt><dd>${escapeHtml(from)}</dd><dt>To</dt><dd>${escapeHtml(to)}</dd>
    <dt>Received</dt><dd>${timeOf(message.receivedAt)}</dd></dl>
    ${html === '' ? '' : frame}
    ${text === '' ? '' : `<h2>Text</h2><pre>${linkText(text)}</pre>`}
    <details><summary>Headers</summary><dl>${fields.join('')}</dl></details>`,
  )
}

/** The message's own HTML, made so that its links open beside the mailbox. */
export function bodyPage(html: string): string {
  return `<!doctype html><base target="_blank">${html}`
}

/** The page for a message that is not there (any more). */
export function missingPage(): string {
  return page('No such message', '<h1>No such message</h1><p><a href="/">All messages</a></p>')
}

/** No scripts, no forms, no way to this page: a mail may only open links in windows of their own. */
export const frameSandbox = 'allow-popups allow-popups-to-escape-sandbox'

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { margin: 0 auto; max-width: 62rem; padding: 1rem 1.25rem }
  table { border-collapse: collapse; width: 100% }
  caption { text-align: left; padding: .25rem 0 }
  th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #8886;
    overflow-wrap: anywhere; vertical-align: top }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem }
  dt { font-weight: 600 } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line }
  pre { white-space: pre-wrap; overflow-wrap: anywhere }
  iframe { width: 100%; height: 32rem; border: 1px solid #8888; border-radius: .25rem; background: #fff }
  a:focus-visible, summary:focus-visible { outline: 3px solid #2563eb; outline-offset: 2px }`

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escapeHtml(title)}</title><style>${style}</style></head>
    <body><main>${body}</main></body></html>`
}

function timeOf(iso: string): string {
  const shown = `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
  return `<time datetime="${escapeHtml(iso)}">${escapeHtml(shown)}</time>`
}
