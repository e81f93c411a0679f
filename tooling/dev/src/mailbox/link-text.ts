import { escapeHtml } from './escape-html.ts'

/** Plain text as HTML in which web addresses can be clicked. Punctuation after one is not part of it. */
export function linkText(text: string): string {
  const pieces = text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])/)
  return pieces
    .map((piece, index) => {
      const safe = escapeHtml(piece)
      // The pattern stands in brackets, so every second piece is an address.
      return index % 2 === 0 ? safe : `<a href="${safe}" target="_blank" rel="noopener">${safe}</a>`
    })
    .join('')
}
