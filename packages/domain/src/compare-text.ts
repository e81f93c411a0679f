/**
 * Which of two strings comes first, by code unit: the same on every machine and in every locale,
 * so that ties and lock orders broken by id never depend on where the process runs.
 */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0
  return a < b ? -1 : 1
}
