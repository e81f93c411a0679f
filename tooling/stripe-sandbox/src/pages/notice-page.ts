import { html } from './html.ts'
import { layout } from './layout.ts'

interface Notice {
  readonly title: string
  readonly text: string
  readonly link?: { readonly url: string; readonly label: string } | null
}

/** A page that only says something, with at most one way on. */
export function noticePage({ title, text, link = null }: Notice): string {
  return layout(
    title,
    html`<h1>${title}</h1>
      <p>${text}</p>
      ${link === null ? null : html`<p><a class="button main" href="${link.url}">${link.label}</a></p>`}`,
  )
}
