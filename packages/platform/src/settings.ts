import { z } from 'zod'

// Kinds of settings, as text of an environment variable. Messages begin with "must", so that
// `readEnv` can put the variable's name before them; none repeats the value.

export const portSetting = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 1 to 65535')
  .transform(Number)
  .refine((port) => port >= 1 && port <= 65_535, 'must be a port number from 1 to 65535')

/** A whole number within bounds, both inclusive. */
export const wholeNumberSetting = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^-?\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}

/** `true`/`false`, `1`/`0`, `yes`/`no`, `on`/`off`. */
export const flagSetting = z.stringbool({
  truthy: ['true', '1', 'yes', 'on'],
  falsy: ['false', '0', 'no', 'off'],
  error: 'must be true or false',
})

/** An absolute URL of one of the given schemes (without the colon). */
export const urlSetting = (...schemes: readonly string[]) => {
  const message = `must be a URL beginning with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`
  return z.string().transform((text, context) => {
    const url = URL.parse(text)
    if (url !== null && schemes.includes(url.protocol.slice(0, -1))) return url
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
}

/** Comma-separated texts, trimmed, empty ones dropped. */
export const listSetting = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)

/** A secret at least so many characters long. */
export const secretSetting = (minLength: number) =>
  z.string().min(minLength, `must be at least ${minLength} characters long`)
