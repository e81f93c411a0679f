export type Cell = string | number

/** Rows as a Markdown table whose columns line up in plain text too. The first row is the head;
 *  columns of figures stand to the right. */
export function textTable(rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(String))
  const [head = [], ...body] = texts
  const widths = head.map((_, column) =>
    Math.max(3, ...texts.map((row) => (row[column] ?? '').length)),
  )
  const isRight = head.map((_, column) => body.every((row) => /^[<≤≥–\d-]/.test(row[column] ?? '')))
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => pad(text, widths[column] ?? 0, isRight[column] ?? false)).join(' | ')} |`
  const rule = widths.map((width, column) =>
    isRight[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  return [line(head), `| ${rule.join(' | ')} |`, ...body.map(line)].join('\n')
}

function pad(text: string, width: number, isRight: boolean): string {
  return isRight ? text.padStart(width) : text.padEnd(width)
}
