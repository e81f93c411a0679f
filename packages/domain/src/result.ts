/** Why something expected did not happen: a stable code, and the facts a caller needs to explain it. */
export type Failure<Code extends string, Details = undefined> = [Details] extends [undefined]
  ? { readonly code: Code }
  : { readonly code: Code; readonly details: Details }

/** What every decision that can be refused answers: the value, or the reason there is none. */
export type Result<T, F extends { readonly code: string }> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: F }

/** Wraps the value of a decision that went through. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

/** Names the reason a decision was refused: `fail('out_of_stock', { available: 2 })`. */
export function fail<const Code extends string>(
  code: Code,
): { readonly ok: false; readonly error: { readonly code: Code } }
export function fail<const Code extends string, Details>(
  code: Code,
  details: Details,
): { readonly ok: false; readonly error: { readonly code: Code; readonly details: Details } }
export function fail(code: string, details?: unknown) {
  return details === undefined
    ? { ok: false, error: { code } }
    : { ok: false, error: { code, details } }
}
