function plain(text: string): string {
  return text.trim().toUpperCase()
}

/** Do two country codes name the same country, however they are cased? */
export function sameCountry(a: string, b: string): boolean {
  return plain(a) === plain(b)
}

/**
 * Do two region codes of one country name the same region? Case and an ISO 3166-2 country prefix
 * do not count: in US, `ca`, `CA` and `US-CA` are one. No region given is no region in particular,
 * so it equals none.
 */
export function sameRegion(country: string, a: string, b: string | null | undefined): boolean {
  const prefix = `${plain(country)}-`
  const bare = (region: string) => plain(region).replace(prefix, '')
  return b !== null && b !== undefined && bare(a) !== '' && bare(a) === bare(b)
}
