/** What the callers of these routes can show. */
const taken: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/svg+xml',
  'image/bmp',
])

/** Is a file of this type, told by its bytes, taken as a picture of a trade item? */
export function isTradeItemImage(mimeType: string): boolean {
  return taken.has(mimeType)
}
