/** What may stand before the root element: comments, processing instructions, one document type. */
const preamble = [
  { begin: '<?', end: '?>' },
  { begin: '<!--', end: '-->' },
  { begin: '<!DOCTYPE', end: '>' },
] as const

const skipPreamble = (text: string): string | null => {
  let rest = text.trimStart()
  for (;;) {
    const part = preamble.find(({ begin }) => rest.startsWith(begin))
    if (part === undefined) return rest
    const endsAt = rest.indexOf(part.end)
    // A document type with definitions of its own is how entity bombs are made.
    if (endsAt === -1 || (part.end === '>' && rest.slice(0, endsAt).includes('['))) return null
    rest = rest.slice(endsAt + part.end.length).trimStart()
  }
}

/** May XML begin like this? After a byte order mark and white space there has to be a tag. Spares us
 *  from decoding what is plainly something else. */
const beginsWithTag = (head: Uint8Array): boolean => {
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  const spaces = new Set([0x20, 0x09, 0x0a, 0x0d])
  return head.subarray(hasMark ? 3 : 0).find((byte) => !spaces.has(byte)) === 0x3c
}

/**
 * Is this text an SVG document: UTF-8, with `<svg` as its root element? HTML that merely contains
 * an SVG is not. One with an internal document type is refused as well.
 */
export const isSvg = (head: Uint8Array): boolean => {
  if (!beginsWithTag(head)) return false
  // The cut may go through a character, so incomplete bytes at the end are no fault.
  const text = new TextDecoder('utf-8').decode(head, { stream: true })
  if (text.includes('\u0000') || text.includes('\ufffd')) return false
  return /^<svg[\s/>]/.test(skipPreamble(text) ?? '')
}
