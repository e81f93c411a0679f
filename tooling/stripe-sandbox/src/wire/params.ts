import type { Metadata } from '../state/records.ts'
import type { FormNode, FormValue } from './form.ts'
import { StripeFault } from './stripe-fault.ts'

interface IntegerLimits {
  readonly min?: number
  readonly max?: number
}

/**
 * Typed reading of a form's fields. An absent field reads as null; so does one sent empty, which
 * is how Stripe unsets. Every method throws a StripeFault that names the field in brackets.
 */
export interface Params {
  /** Refuses fields that are not listed. */
  only(names: readonly string[]): void
  has(name: string): boolean
  text(name: string, maxLength?: number): string | null
  requiredText(name: string, maxLength?: number): string
  integer(name: string, limits?: IntegerLimits): number | null
  requiredInteger(name: string, limits?: IntegerLimits): number
  flag(name: string): boolean | null
  choice<T extends string>(name: string, values: readonly T[]): T | null
  url(name: string): string | null
  group(name: string): Params | null
  groups(name: string): readonly Params[]
  texts(name: string): readonly string[]
  metadata(name?: string): Metadata
  /** A field of this group as Stripe names it, e.g. `line_items[0][quantity]`. */
  path(name: string): string
}

const DEFAULT_MAX_LENGTH = 5000

export function readParams(node: FormNode, prefix = ''): Params {
  const path = (name: string): string => (prefix === '' ? name : `${prefix}[${name}]`)
  const text = (name: string, maxLength = DEFAULT_MAX_LENGTH): string | null => {
    const value = node[name]
    if (value === undefined || value === '') return null
    if (typeof value !== 'string') throw invalid('string', path(name))
    if (value.length > maxLength) throw tooLong(path(name), value.length, maxLength)
    return value
  }
  const integer = (name: string, limits: IntegerLimits = {}): number | null => {
    const value = text(name)
    return value === null ? null : readInteger(value, path(name), limits)
  }
  const children = (name: string): readonly (readonly [string, FormValue])[] =>
    readChildren(node[name], path(name))
  return {
    path,
    text,
    integer,
    has: (name) => node[name] !== undefined,
    only: (names) => refuseOthers(node, names, path),
    requiredText: (name, maxLength) => required(text(name, maxLength), path(name)),
    requiredInteger: (name, limits) => required(integer(name, limits), path(name)),
    flag: (name) => readFlag(text(name), path(name)),
    choice: (name, values) => readChoice(text(name), values, path(name)),
    url: (name) => readUrl(text(name), path(name)),
    group: (name) => {
      const value = node[name]
      if (value === undefined || value === '') return null
      if (typeof value === 'string') throw invalid('object', path(name))
      return readParams(value, path(name))
    },
    groups: (name) =>
      children(name).map(([key, child]) => {
        if (typeof child === 'string') throw invalid('object', `${path(name)}[${key}]`)
        return readParams(child, `${path(name)}[${key}]`)
      }),
    texts: (name) =>
      children(name).map(([key, child]) => {
        if (typeof child !== 'string') throw invalid('string', `${path(name)}[${key}]`)
        return child
      }),
    metadata: (name = 'metadata') => readMetadata(node[name], path(name)),
  }
}

function readChildren(
  value: FormValue | undefined,
  path: string,
): readonly (readonly [string, FormValue])[] {
  if (value === undefined || value === '') return []
  if (typeof value === 'string') throw invalid('array', path)
  const children = Object.entries(value)
  if (children.some(([key]) => !/^\d{1,4}$/.test(key))) throw invalid('array', path)
  return children.sort(([a], [b]) => Number(a) - Number(b))
}

function readInteger(value: string, path: string, { min, max }: IntegerLimits): number {
  const number = /^-?\d{1,15}$/.test(value) ? Number(value) : null
  if (number === null) {
    throw new StripeFault(`Invalid integer: ${value.slice(0, 100)}`, {
      code: 'parameter_invalid_integer',
      param: path,
    })
  }
  if (min !== undefined && number < min) {
    throw new StripeFault(`This value must be greater than or equal to ${min}.`, {
      code: 'parameter_invalid_integer',
      param: path,
    })
  }
  if (max !== undefined && number > max) {
    throw new StripeFault(`This value must be less than or equal to ${max}.`, {
      code: 'parameter_invalid_integer',
      param: path,
    })
  }
  return number
}

function readFlag(value: string | null, path: string): boolean | null {
  if (value === null) return null
  if (value !== 'true' && value !== 'false') {
    throw new StripeFault(`Invalid boolean: ${value.slice(0, 100)}`, { param: path })
  }
  return value === 'true'
}

function readChoice<T extends string>(
  value: string | null,
  values: readonly T[],
  path: string,
): T | null {
  if (value === null) return null
  const found = values.find((candidate) => candidate === value)
  if (found === undefined) {
    throw new StripeFault(`Invalid ${path}: must be one of ${values.join(', ')}`, { param: path })
  }
  return found
}

// Only http and https, since the hosted pages send the browser there.
function readUrl(value: string | null, path: string): string | null {
  if (value === null) return null
  const url = URL.parse(value)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new StripeFault('Not a valid URL', { code: 'url_invalid', param: path })
  }
  return value
}

// Stripe's limits: https://docs.stripe.com/api/metadata
function readMetadata(value: FormValue | undefined, path: string): Metadata {
  if (value === undefined || value === '') return {}
  if (typeof value === 'string') throw invalid('object', path)
  const entries = Object.entries(value)
  if (entries.length > 50) {
    throw new StripeFault('Metadata can have at most 50 keys.', { param: path })
  }
  return Object.fromEntries(
    entries.map(([key, text]) => {
      if (typeof text !== 'string') throw invalid('string', `${path}[${key}]`)
      if (key.length > 40) throw tooLong(`${path}[${key}]`, key.length, 40)
      if (text.length > 500) throw tooLong(`${path}[${key}]`, text.length, 500)
      return [key, text]
    }),
  )
}

function refuseOthers(
  node: FormNode,
  names: readonly string[],
  path: (name: string) => string,
): void {
  const unknown = Object.keys(node).find((name) => !names.includes(name))
  if (unknown === undefined) return
  throw new StripeFault(`Received unknown parameter: ${path(unknown)}`, {
    code: 'parameter_unknown',
    param: path(unknown),
  })
}

function required<T>(value: T | null, path: string): T {
  if (value !== null) return value
  throw new StripeFault(`Missing required param: ${path}.`, {
    code: 'parameter_missing',
    param: path,
  })
}

function invalid(wanted: 'array' | 'object' | 'string', path: string): StripeFault {
  return new StripeFault(`Invalid ${wanted}`, { param: path })
}

function tooLong(path: string, length: number, maxLength: number): StripeFault {
  return new StripeFault(
    `Invalid string: must be at most ${maxLength} characters, but ${length} were given`,
    { code: 'parameter_invalid_string_length', param: path },
  )
}
