import { StripeFault } from './stripe-fault.ts'

export type FormValue = FormNode | string
export interface FormNode {
  readonly [key: string]: FormValue
}
interface GrowingNode {
  [key: string]: GrowingNode | string
}

const MAX_DEPTH = 12
const MAX_FIELDS = 5000

/**
 * Reads Stripe's bracket syntax: `a[b][0]=x&a[c]=y` → `{a: {b: {0: 'x'}, c: 'y'}}`. Lists become
 * nodes keyed by position; `a[]=x` takes the next position.
 *
 * @throws StripeFault for a malformed name, or one name used as a value and as a group.
 */
export function parseForm(text: string): FormNode {
  const root = emptyNode()
  let fields = 0
  for (const [name, value] of new URLSearchParams(text)) {
    fields += 1
    if (fields > MAX_FIELDS) throw new StripeFault('Too many parameters were sent.')
    place(root, name, value)
  }
  return root
}

// No prototype, so that a field called __proto__ or constructor is a field like any other.
function emptyNode(): GrowingNode {
  return Object.create(null) as GrowingNode
}

function place(root: GrowingNode, name: string, value: string): void {
  const path = splitName(name)
  let node = root
  for (const [depth, segment] of path.entries()) {
    const key = segment === '' && depth > 0 ? String(Object.keys(node).length) : segment
    const present = node[key]
    if (depth === path.length - 1) {
      if (typeof present === 'object') throw malformed(name)
      node[key] = value
    } else {
      if (typeof present === 'string') throw malformed(name)
      const next = present ?? emptyNode()
      node[key] = next
      node = next
    }
  }
}

function splitName(name: string): readonly string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  if (match?.[1] === undefined || match[2] === undefined) throw malformed(name)
  const inner = [...match[2].matchAll(/\[([^[\]]*)\]/g)].map(([, key]) => key ?? '')
  if (inner.length > MAX_DEPTH) throw malformed(name)
  return [match[1], ...inner]
}

function malformed(name: string): StripeFault {
  return new StripeFault(`Invalid parameter name: ${name.slice(0, 200)}`, { param: name })
}
