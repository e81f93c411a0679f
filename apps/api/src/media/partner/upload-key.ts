import { slugify } from '@cartwright/domain/catalogue/slug'

const MAX_STEM = 60

export interface KeyParts {
  readonly shop: string
  readonly folder: string
  readonly filename: string
  /** Eight hexadecimal digits that nobody guesses. */
  readonly suffix: string
  readonly extension: string
}

/** Under which key is a partner's file stored? Readable, because partners show these addresses; the
 *  extension is that of the announced type, whatever the name says.
 *
 *  `Kurti Émeraude.JPEG` of the shop `acme` → `shops/acme/products/kurti-emeraude-a1b2c3d4.jpg` */
export function uploadKey({ shop, folder, filename, suffix, extension }: KeyParts): string {
  return `shops/${shop}/${folder}/${stemOf(filename)}-${suffix}.${extension}`
}

function stemOf(filename: string): string {
  const dot = filename.lastIndexOf('.')
  const slug = slugify(dot === -1 ? filename : filename.slice(0, dot), 'file')
  return slug.slice(0, MAX_STEM).replace(/-+$/, '')
}
