import type { TaxLine, TaxRow } from './tax-row.ts'

/** What does each rate come to over the whole cart? In order of first appearance, zero rates too. */
export function taxLines(rows: readonly TaxRow[]): readonly TaxLine[] {
  const lines = new Map<string, TaxLine>()
  for (const { rateId, name, rateBasisPoints, base, amount } of rows) {
    if (rateId === null) continue
    const line = lines.get(rateId) ?? {
      rateId,
      name: name ?? '',
      rateBasisPoints,
      base: 0,
      amount: 0,
    }
    lines.set(rateId, { ...line, base: line.base + base, amount: line.amount + amount })
  }
  return [...lines.values()]
}
