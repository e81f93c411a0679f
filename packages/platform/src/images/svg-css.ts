import { cssFunctions, svgProperties } from './svg-allow-list.ts'

/** Longer values than any drawing program writes are dropped, not read. */
const maxValueLength = 10_000

const localUrl = /\s*(["']?)#[^\s"'()\\<>%]+\1\s*\)/y

const isBalanced = (value: string): boolean => {
  let quote = ''
  let open = 0
  for (const char of value) {
    if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (char === '(') open += 1
    else if (char === ')') open -= 1
    if (open < 0) return false
  }
  return quote === '' && open === 0
}

const functionBefore = (value: string, paren: number): string =>
  /[a-z0-9-]*$/i.exec(value.slice(Math.max(0, paren - 20), paren))?.[0].toLowerCase() ?? ''

/**
 * Does this CSS value, or attribute that is read as one, load nothing from elsewhere? Only known
 * functions, and `url()` only of a part of the same file. Escapes are refused, because they spell
 * any of this differently.
 */
export const isSafeCssValue = (value: string): boolean => {
  if (value.length > maxValueLength || /[\\@<{}]|\/\*|\p{Cc}/u.test(value)) return false
  if (/(?:java|vb)script:/i.test(value) || !isBalanced(value)) return false
  for (let at = value.indexOf('('); at !== -1; at = value.indexOf('(', at + 1)) {
    const name = functionBefore(value, at)
    localUrl.lastIndex = at + 1
    const isAllowed =
      name === '' || cssFunctions.has(name) || (name === 'url' && localUrl.test(value))
    if (!isAllowed) return false
  }
  return true
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()

/**
 * What may stay of the declarations of a `style` attribute or of one rule.
 *
 * `fill : red; behavior: url(x.htc)` → `fill:red`
 */
export const sanitiseDeclarations = (text: string): string =>
  text
    .split(';')
    .map((declaration) => {
      const colon = declaration.indexOf(':')
      const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase()
      const value = squeeze(declaration.slice(colon + 1))
      const stays = value !== '' && svgProperties.has(property) && isSafeCssValue(value)
      return stays ? `${property}:${value}` : ''
    })
    .filter((declaration) => declaration !== '')
    .join(';')

const withoutComments = (text: string): string => {
  const [first = '', ...rest] = text.split('/*')
  const parts = rest.map((part) => {
    const end = part.indexOf('*/')
    return end === -1 ? '' : part.slice(end + 2)
  })
  // A space between, so that no new comment comes about.
  return [first, ...parts].join(' ')
}

const rule = (text: string): string => {
  const [selector = '', body, ...more] = text.split('{')
  // A second brace belongs to a nested or conditional rule, which is not kept.
  if (body === undefined || more.length > 0) return ''
  // What stands before is a statement of its own, such as `@import`.
  const name = squeeze(selector.slice(selector.lastIndexOf(';') + 1))
  const declarations = sanitiseDeclarations(body)
  const stays = declarations !== '' && /^[\w\-.#,\s>*:()+~]+$/.test(name) && isSafeCssValue(name)
  return stays ? `${name}{${declarations}}` : ''
}

/** What may stay of a style sheet: plain rules of safe declarations, no at-rules. */
export const sanitiseStyleSheet = (text: string): string =>
  withoutComments(text).split('}').map(rule).join('')
