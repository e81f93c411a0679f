export type MediaKind = 'image' | 'video' | 'document'

export type MediaType = {
  readonly kind: MediaKind
  readonly mimeType: string
  /** Without the dot, as we name files of this type. */
  readonly extension: string
}

const accepted: ReadonlyMap<string, MediaType> = new Map(
  (
    [
      ['image', 'image/jpeg', 'jpg'],
      ['image', 'image/png', 'png'],
      ['image', 'image/gif', 'gif'],
      ['image', 'image/webp', 'webp'],
      ['image', 'image/avif', 'avif'],
      ['image', 'image/svg+xml', 'svg'],
      ['image', 'image/bmp', 'bmp'],
      ['video', 'video/mp4', 'mp4'],
      ['video', 'video/webm', 'webm'],
      ['video', 'video/quicktime', 'mov'],
      ['document', 'application/pdf', 'pdf'],
    ] as const
  ).map(([kind, mimeType, extension]) => [mimeType, { kind, mimeType, extension }]),
)

// Animated PNG is PNG to everybody who reads it.
const sameAs: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'image/jpg': 'image/jpeg',
}

/** The type the library takes by this name, in any case and with any parameters; `null` when it
 *  takes no such files. */
export const mediaTypeOf = (name: string): MediaType | null => {
  const type = name.toLowerCase().split(';')[0]?.trim() ?? ''
  return accepted.get(Object.hasOwn(sameAs, type) ? (sameAs[type] ?? type) : type) ?? null
}
