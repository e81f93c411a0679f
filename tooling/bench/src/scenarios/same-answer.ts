import { isDeepStrictEqual } from 'node:util'

/**
 * Do both answers say the same? Moments count as equal however they are written, and `meta` is not
 * compared: the floor has none.
 *
 * @throws Error that names the first place where they differ.
 */
export function requireSameAnswer(ours: unknown, floor: unknown): void {
  const where = firstDifference(dataOf(ours), dataOf(floor), 'data')
  if (where !== null) {
    throw new Error(`The floor does not answer what the API does: see ${where} in src/floor.`)
  }
}

function dataOf(answer: unknown): unknown {
  return isRecord(answer) ? answer['data'] : answer
}

function firstDifference(ours: unknown, floor: unknown, path: string): string | null {
  if (!isRecord(ours) || !isRecord(floor)) return isSame(ours, floor) ? null : path
  for (const key of new Set([...Object.keys(ours), ...Object.keys(floor)])) {
    const where = firstDifference(ours[key], floor[key], `${path}.${key}`)
    if (where !== null) return where
  }
  return null
}

function isSame(ours: unknown, floor: unknown): boolean {
  return isDeepStrictEqual(ours, floor) || (isMoment(ours) && momentOf(ours) === momentOf(floor))
}

function isMoment(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
}

function momentOf(value: unknown): number {
  return Math.floor(Date.parse(String(value)))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
