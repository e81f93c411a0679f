import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Source text as the workspace's formatter writes it. Throws what the formatter said when it
 *  cannot read the text. */
export async function formatSource(source: string, filename: string): Promise<string> {
  const formatter = spawn('oxfmt', ['--stdin-filepath', filename], {
    cwd: root,
    env: { ...process.env, PATH: `${root}node_modules/.bin:${process.env['PATH'] ?? ''}` },
  })
  formatter.stdin.end(source)
  const [formatted, complaint] = await Promise.all([text(formatter.stdout), text(formatter.stderr)])
  if (formatted === '') throw new Error(`The formatter refused ${filename}: ${complaint}`)
  return formatted
}
