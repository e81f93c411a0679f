import { settledJson } from './settled.ts'

/** The envelope, the data in it, and the fields of these. */
const LEVELS = 2

type Part = string | Buffer

/** The JSON of an answer: bytes when settled values near its top, which have theirs already, are most
 *  of it, so that they are copied once and neither joined nor encoded again; otherwise text. */
export function writeJson(value: unknown): string | Buffer {
  const parts: Part[] = []
  write(value, LEVELS, parts)
  return parts.every((part) => typeof part === 'string') ? parts.join('') : bytesOf(parts)
}

function write(value: unknown, levels: number, parts: Part[]): void {
  const known = settledJson(value)
  if (known !== undefined) parts.push(known)
  else if (Array.isArray(value)) writeList(value, parts)
  else if (levels > 0 && hasPlainFields(value)) writeFields(value, levels, parts)
  else parts.push(JSON.stringify(value))
}

/** Is its JSON that of its fields? A date, say, has one of its own. */
function hasPlainFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !('toJSON' in value)
}

function writeList(items: readonly unknown[], parts: Part[]): void {
  const known = items.map(settledJson)
  if (known.includes(undefined)) {
    parts.push(JSON.stringify(items))
    return
  }
  parts.push('[')
  for (const [place, json] of known.entries()) {
    if (place > 0) parts.push(',')
    if (json !== undefined) parts.push(json)
  }
  parts.push(']')
}

function writeFields(value: object, levels: number, parts: Part[]): void {
  let before = '{'
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue
    parts.push(`${before}${JSON.stringify(name)}:`)
    write(field, levels - 1, parts)
    before = ','
  }
  parts.push(before === '{' ? '{}' : '}')
}

function bytesOf(parts: readonly Part[]): Buffer {
  const size = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0)
  const bytes = Buffer.allocUnsafe(size)
  let offset = 0
  for (const part of parts) {
    offset += typeof part === 'string' ? bytes.write(part, offset) : part.copy(bytes, offset)
  }
  return bytes
}
