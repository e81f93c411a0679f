const MAX_LENGTH = 200

/** What a file is called in lists, from whatever its sender called it: no folders, no control
 *  characters, never empty. Nothing else is ever made from it. */
export function displayName(filename: string | undefined, fallback: string): string {
  const base = (filename ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const name = base.replaceAll(/\p{Cc}+/gu, ' ').trim()
  return name === '' ? fallback : name.slice(0, MAX_LENGTH).toWellFormed()
}
