type Json = Readonly<Record<string, unknown>>

export interface Spoilt {
  /** What was done to the body, for the message of a failing test. */
  readonly how: string
  /** The field that was spoilt; empty for the body as a whole. */
  readonly field: string
  readonly raw: string
  readonly code: 'invalid_json' | 'validation_failed'
}

const NUL = '\u0000'
const HALF_A_CHARACTER = '\ud83d'

/**
 * Every way to spoil a valid body: broken JSON, something that is not an object, an unknown field,
 * and for each of its fields values of a wrong type, over-long text, NUL, half a character, and
 * numbers that are negative, huge or broken.
 */
export function spoil(valid: Json): readonly Spoilt[] {
  const text = JSON.stringify(valid)
  const whole = (how: string, raw: string, code: Spoilt['code'] = 'validation_failed') => ({
    how,
    field: '',
    raw,
    code,
  })
  return [
    whole('cut off', text.slice(0, -1), 'invalid_json'),
    whole('not JSON', `${text}}`, 'invalid_json'),
    whole('bare NaN', '{"a":NaN}', 'invalid_json'),
    whole('a list', `[${text}]`),
    whole('a text', '"text"'),
    whole('a number', '1e400'),
    whole('nothing', 'null'),
    whole('an unknown field', JSON.stringify({ ...valid, surprise: true })),
    whole('a prototype', `{"__proto__":{"admin":true},${text.slice(1)}`),
    ...Object.entries(valid).flatMap(([field, value]) =>
      hostileValues(value).map(([how, hostile]) => ({
        how: `${field} ${how}`,
        field,
        raw: JSON.stringify({ ...valid, [field]: hostile }),
        code: 'validation_failed' as const,
      })),
    ),
  ]
}

type HostileValue = readonly [how: string, value: unknown]

function hostileValues(value: unknown): readonly HostileValue[] {
  if (typeof value === 'string') return hostileTexts(value)
  if (typeof value === 'number') return hostileNumbers(value)
  return [
    ['as text', 'text'],
    ['as a number', 7],
  ]
}

function hostileTexts(value: string): readonly HostileValue[] {
  return [
    ['as a number', 42],
    ['as a list', [value]],
    ['as an object', { $ne: value }],
    ['over-long', 'x'.repeat(200_000)],
    ['with NUL', `${value}${NUL}`],
    ['with half a character', `${value}${HALF_A_CHARACTER}`],
  ]
}

function hostileNumbers(value: number): readonly HostileValue[] {
  return [
    ['as text', String(value)],
    ['negative', -1],
    ['huge', Number.MAX_SAFE_INTEGER],
    ['beyond integers', 1e300],
    ['broken', value + 0.123],
  ]
}
