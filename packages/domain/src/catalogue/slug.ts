const MAX_LENGTH = 100

/** Paths a front end is likely to use itself. */
const RESERVED: ReadonlySet<string> = new Set(
  'new edit index login logout signup admin api cart checkout account search'.split(' '),
)

/** Letters that do not fall apart into a base letter and marks. */
const SPELT_OUT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

function shorten(slug: string, maxLength: number): string {
  if (slug.length <= maxLength) return slug
  const cut = slug.slice(0, maxLength + 1)
  const hyphen = cut.lastIndexOf('-')
  return hyphen > 0 ? cut.slice(0, hyphen) : cut.slice(0, maxLength)
}

/** Is this a word no slug may be? */
export function isReservedSlug(slug: string): boolean {
  return RESERVED.has(slug)
}

/** Is this a slug as typed: a-z, 0-9 and single hyphens, at most 100 characters, not reserved? */
export function isSlug(text: string): boolean {
  const formed = /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
  return formed && text.length <= MAX_LENGTH && !isReservedSlug(text)
}

/**
 * Which slug is tried after so many were taken? `nextSlug('mug', 2)` → `mug-2`; 1 is the base
 * itself. The base gives way where both would exceed 100 characters.
 */
export function nextSlug(base: string, attempt: number): string {
  if (attempt <= 1) return base
  const suffix = `-${attempt}`
  return `${shorten(base, MAX_LENGTH - suffix.length)}${suffix}`
}

/**
 * Which slug does a title get? `Blåbær & Søn` → `blabaer-son`. A title with no letter or digit
 * that Latin can spell gets `fallback`, a short random id that is itself a slug; a reserved word is
 * treated as taken: `New` → `new-2`.
 */
export function slugify(title: string, fallback: string): string {
  const plain = title
    .toLowerCase()
    .replaceAll(/[ßæœøđðłþı]/g, (letter) => SPELT_OUT[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
  const slug = shorten((plain.match(/[a-z0-9]+/g) ?? []).join('-'), MAX_LENGTH)
  if (slug === '') return fallback
  return isReservedSlug(slug) ? nextSlug(slug, 2) : slug
}
