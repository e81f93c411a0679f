import { readFileSync } from 'node:fs'

import { sha256Hex } from '@cartwright/platform/crypto/sha256'

export interface PageAsset {
  readonly name: string
  readonly contentType: string
  readonly content: string
  /** Relative to the page; changes with the content, so browsers may keep it for good. */
  readonly href: string
}

/** The style of the form. */
export const styleSheet = asset('form.css', 'text/css; charset=utf-8')
/** What the form does in the browser. */
export const script = asset('form.js', 'text/javascript; charset=utf-8')

function asset(name: string, contentType: string): PageAsset {
  const content = readFileSync(new URL(name, import.meta.url), 'utf8')
  return { name, contentType, content, href: `${name}?v=${sha256Hex(content).slice(0, 16)}` }
}
