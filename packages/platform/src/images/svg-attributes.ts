import type { SaxesAttributeNS, SaxesTagNS } from 'saxes'

import {
  animationElements,
  pictureElements,
  svgAttributes,
  svgProperties,
} from './svg-allow-list.ts'
import { isSafeCssValue, sanitiseDeclarations } from './svg-css.ts'

const xlink = 'http://www.w3.org/1999/xlink'
const xml = 'http://www.w3.org/XML/1998/namespace'

// Without percent signs, which would name the same part differently.
const fragment = /^#[^\s"'()\\<>%]+$/
const picture = /^data:image\/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]*={0,2}$/

export type KeptAttribute = readonly [name: string, value: string]

/** The reference an element may keep: a part of the same file, or a picture inside it. */
const reference = (element: string, value: string): string | null => {
  const target = value.trim()
  if (fragment.test(target)) return target
  if (!pictureElements.has(element)) return null
  const inside = target.replace(/\s+/g, '')
  return picture.test(inside) ? inside : null
}

const isSafeText = (value: string): boolean => !/(?:java|vb)script:|\p{Cc}/iu.test(value)

/** Geometry may be megabytes of numbers, in which nothing could be called. */
const isSafeValue = (value: string): boolean =>
  isSafeText(value) && (!/[(\\]/.test(value) || isSafeCssValue(value))

const hrefOf = (element: string, attributes: readonly SaxesAttributeNS[]): KeptAttribute[] => {
  // Where both stand, the plain one counts (SVG 2 §16.1.5).
  const href =
    attributes.find(({ uri, local }) => uri === '' && local === 'href') ??
    attributes.find(({ uri, local }) => uri === xlink && local === 'href')
  const target = href === undefined ? null : reference(element, href.value)
  return target === null ? [] : [['href', target]]
}

const keep = ({ uri, local, value }: SaxesAttributeNS): KeptAttribute[] => {
  if (uri === xml) {
    return (local === 'space' || local === 'lang') && isSafeText(value)
      ? [[`xml:${local}`, value]]
      : []
  }
  if (uri !== '') return []
  if (local === 'style') {
    const declarations = sanitiseDeclarations(value)
    return declarations === '' ? [] : [['style', declarations]]
  }
  const isKnown = svgAttributes.has(local) || svgProperties.has(local)
  return isKnown && isSafeValue(value) ? [[local, value]] : []
}

/**
 * What an element of an uploaded SVG may keep of its attributes, references as plain `href`.
 * `null` when the whole element has to go: an animation of anything but looks.
 */
export const keptAttributes = ({ local, attributes }: SaxesTagNS): KeptAttribute[] | null => {
  const all = Object.values(attributes)
  if (animationElements.has(local) && local !== 'animateMotion') {
    const target = all.find(({ name }) => name === 'attributeName')?.value ?? ''
    const changesLooks = svgProperties.has(target) || (svgAttributes.has(target) && target !== 'id')
    if (!changesLooks) return null
  }
  return [...hrefOf(local, all), ...all.flatMap(keep)]
}
