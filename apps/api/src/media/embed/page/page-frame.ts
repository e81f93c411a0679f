import { escapeHtml } from './escape-html.ts'
import { script, styleSheet } from './page-assets.ts'

export interface PageFrame {
  readonly title: string
  /** HTML of what is inside `<main>`. */
  readonly content: string
  readonly withScript: boolean
}

/** The document around a page's content. */
export function pageFrame({ title, content, withScript }: PageFrame): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${styleSheet.href}">
${withScript ? `<script type="module" src="${script.href}"></script>` : ''}
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`
}
