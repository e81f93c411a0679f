import { settledJson } from './settled.ts'

/** The envelope, the data in it, and the fields of these. */
const LEVELS = 2

/** The JSON of an answer. Settled values near its top already have theirs. */
export function writeJson(value: unknown, levels = LEVELS): string {
  const known = settledJson(value)
  if (known !== undefined) return known
  if (Array.isArray(value)) {
    const texts = value.map(settledJson)
    return texts.includes(undefined) ? JSON.stringify(value) : `[${texts.join(',')}]`
  }
  if (levels === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  const texts = fields.map(
    ([name, field]) => `${JSON.stringify(name)}:${writeJson(field, levels - 1)}`,
  )
  return `{${texts.join(',')}}`
}
