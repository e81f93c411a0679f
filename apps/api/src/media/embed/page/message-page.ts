import { escapeHtml } from './escape-html.ts'
import { pageFrame } from './page-frame.ts'

export interface PageMessage {
  readonly title: string
  readonly text: string
}

export const messages = {
  expired: {
    title: 'This form is no longer open',
    text: 'Its link has expired or is not complete. Please go back to the shop’s page and open the form again.',
  },
  gone: {
    title: 'There is no form here any more',
    text: 'The shop has taken it away. Please go back to the shop’s page.',
  },
  busy: {
    title: 'One moment, please',
    text: 'This form was opened very often within a minute. Please try again in a minute.',
  },
} as const satisfies Record<string, PageMessage>

/** A page that says why there is no form. */
export function messagePage({ title, text }: PageMessage): string {
  const content = `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p>`
  return pageFrame({ title, content, withScript: false })
}
