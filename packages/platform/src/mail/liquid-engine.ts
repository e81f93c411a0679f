import { Liquid } from 'liquidjs'

/** The address when it leads to the web; anything else, such as `javascript:`, is an error. */
const webUrl = (value: unknown): string => {
  const url = typeof value === 'string' ? URL.parse(value) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error('A link in an e-mail must begin with http:// or https://')
  }
  return url.href
}

/**
 * A Liquid engine without access to files, prototypes or unbounded work: templates of 200,000
 * characters, one second, ten million units of memory. Unknown names and filters are errors.
 */
const engine = (outputEscape: 'escape' | null): Liquid => {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {},
    dynamicPartials: false,
    relativeReference: false,
    parseLimit: 200_000,
    renderLimit: 1_000,
    memoryLimit: 10_000_000,
    ...(outputEscape === null ? {} : { outputEscape }),
  })
  liquid.registerFilter('web_url', webUrl)
  return liquid
}

/** Every value put out is HTML-escaped. */
export const htmlLiquid = engine('escape')
/** Nothing is escaped: for subjects and text parts. */
export const textLiquid = engine(null)
