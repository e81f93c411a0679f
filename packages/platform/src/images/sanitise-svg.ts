import { SaxesParser, type SaxesTagNS } from 'saxes'

import { svgElements, textElements } from './svg-allow-list.ts'
import { type KeptAttribute, keptAttributes } from './svg-attributes.ts'
import { sanitiseStyleSheet } from './svg-css.ts'
import { type Copies, drawsWithinBounds } from './svg-expansion.ts'

const namespace = 'http://www.w3.org/2000/svg'
/** Larger drawings are refused. */
export const svgBytesLimit = 5 * 1024 * 1024
const maxElements = 50_000
const maxDepth = 100

class SvgRefused extends Error {}

const refuse = (): never => {
  throw new SvgRefused()
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
const escapeWith = (text: string, characters: RegExp): string =>
  text.replace(characters, (character) => escapes[character] ?? '')

type Open = {
  readonly name: string
  /** Text of a style sheet is judged as a whole. */
  sheet: string
  hasContent: boolean
  readonly id: string | null
  readonly firstElement: number
  readonly firstCopy: number
}

/** The document being rebuilt: only what passes here is in the outcome. */
type Rebuild = {
  readonly out: string[]
  readonly open: Open[]
  readonly copies: Copies
  /** How many elements deep we are inside one that is left out. */
  skipped: number
  read: number
}

const attributeText = ([name, value]: KeptAttribute): string =>
  ` ${name}="${escapeWith(value, /[&<>"\t\n\r]/g)}"`

const beginContent = ({ open, out }: Rebuild): void => {
  const parent = open.at(-1)
  if (parent === undefined || parent.hasContent) return
  parent.hasContent = true
  out.push('>')
}

const openTag = (to: Rebuild, tag: SaxesTagNS): void => {
  to.read += 1
  if (to.read > maxElements || to.open.length + to.skipped >= maxDepth) refuse()
  const isRoot = to.open.length === 0
  // Files without any namespace are taken for what they were meant to be.
  const isKnown = (tag.uri === namespace || tag.uri === '') && svgElements.has(tag.local)
  if (isRoot && (!isKnown || tag.local !== 'svg')) refuse()
  const attributes =
    isKnown && to.skipped === 0 && to.open.at(-1)?.name !== 'style' ? keptAttributes(tag) : null
  if (attributes === null) {
    to.skipped += 1
    return
  }
  beginContent(to)
  const valueOf = (name: string) => attributes.find(([known]) => known === name)?.[1]
  const { copies, open, out } = to
  open.push({
    name: tag.local,
    sheet: '',
    hasContent: false,
    id: valueOf('id') ?? null,
    firstElement: to.read,
    firstCopy: copies.targets.length,
  })
  const target = tag.local === 'use' ? valueOf('href') : undefined
  if (target !== undefined) copies.targets.push(target.slice(1))
  out.push(
    `<${tag.local}${isRoot ? ` xmlns="${namespace}"` : ''}`,
    ...attributes.map(attributeText),
  )
}

const addText = (to: Rebuild, text: string): void => {
  const parent = to.open.at(-1)
  if (parent === undefined || to.skipped > 0 || !textElements.has(parent.name) || text === '')
    return
  if (parent.name === 'style') parent.sheet += text
  else {
    beginContent(to)
    to.out.push(escapeWith(text, /[&<>\r]/g))
  }
}

const closeTag = (to: Rebuild): void => {
  if (to.skipped > 0) {
    to.skipped -= 1
    return
  }
  const sheet = sanitiseStyleSheet(to.open.at(-1)?.sheet ?? '')
  if (sheet !== '') {
    beginContent(to)
    to.out.push(escapeWith(sheet, /[&<>\r]/g))
  }
  const closed = to.open.pop()
  if (closed === undefined) return
  to.out.push(closed.hasContent ? `</${closed.name}>` : '/>')
  const { byId, targets } = to.copies
  if (closed.id !== null && !byId.has(closed.id)) {
    const elements = to.read - closed.firstElement + 1
    byId.set(closed.id, { elements, from: closed.firstCopy, to: targets.length })
  }
}

const rebuild = (text: string): string => {
  const copies: Copies = { byId: new Map(), targets: [] }
  const to: Rebuild = { out: [], open: [], copies, skipped: 0, read: 0 }
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', refuse)
  // Definitions inside a document type are how entities come in.
  parser.on('doctype', (doctype) => void (doctype.includes('[') && refuse()))
  parser.on('opentag', (tag) => openTag(to, tag))
  parser.on('text', (found) => addText(to, found))
  parser.on('cdata', (found) => addText(to, found))
  parser.on('closetag', () => closeTag(to))
  parser.write(text).close()
  return drawsWithinBounds(copies, to.read) ? to.out.join('') : refuse()
}

/**
 * The same drawing without anything that could act or reach out, written anew from an allow-list:
 * no scripts, handlers, foreign content, references to other files, entities, document type or
 * processing instructions. `null` when these bytes are no well-formed SVG in UTF-8, or larger than
 * 5 MB, 50,000 elements or 100 levels, or draw more than 250,000 elements by copying.
 *
 * The outcome is canonical: sanitising it again changes nothing.
 *
 * `<svg onload="x()"><path d="M0 0"/></svg>` →
 * `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`
 */
export const sanitiseSvg = (bytes: Uint8Array): Uint8Array | null => {
  if (bytes.length > svgBytesLimit) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const clean = Buffer.from(rebuild(text))
    return clean.length > svgBytesLimit ? null : clean
  } catch (error) {
    // `TypeError` is what bytes that are no UTF-8 give.
    if (error instanceof SvgRefused || error instanceof TypeError) return null
    throw error
  }
}
