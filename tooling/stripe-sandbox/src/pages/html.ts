/** Markup that is safe to send as it stands. */
export interface Html {
  readonly markup: string
}

type Part = Html | readonly Html[] | number | string | null

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A template in which every value is escaped, except markup made by this same function. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = strings.reduce(
    (text, string, index) => text + string + (index < parts.length ? render(parts[index]) : ''),
    '',
  )
  return { markup }
}

function render(part: Part | undefined): string {
  if (part === null || part === undefined) return ''
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '')
  if ('markup' in part) return part.markup
  return part.map(({ markup }) => markup).join('')
}
