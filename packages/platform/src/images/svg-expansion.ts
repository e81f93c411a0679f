type Copied = {
  /** How many elements stand inside, itself included. */
  readonly elements: number
  /** Which references to copy stand inside: a stretch of the document's list. */
  readonly from: number
  readonly to: number
}

/** What a document copies by `use`, as far as it was read. */
export type Copies = {
  /** The first element of each id; a viewer takes that one. */
  readonly byId: Map<string, Copied>
  /** The ids that `use` elements copy, in document order. */
  readonly targets: string[]
}

/** How many elements a viewer may have to draw for one file. */
const maxDrawn = 250_000
const maxChain = 50

/**
 * Does drawing this document stay within bounds? Ten copies of ten copies of ten … are a few lines
 * of text and a billion shapes. Copies that contain themselves are refused too.
 */
export const drawsWithinBounds = ({ byId, targets }: Copies, elements: number): boolean => {
  const known = new Map<string, number>()
  const copied = (from: number, to: number, chain: number): number => {
    let sum = 0
    for (let at = from; at < to && sum <= maxDrawn; at += 1) sum += size(targets[at] ?? '', chain)
    return sum
  }
  const size = (id: string, chain: number): number => {
    const target = byId.get(id)
    if (target === undefined) return 0
    if (chain > maxChain) return Infinity
    const before = known.get(id)
    if (before !== undefined) return before
    // Whoever asks again before this is answered stands inside of what it copies.
    known.set(id, Infinity)
    const drawn = target.elements + copied(target.from, target.to, chain + 1)
    known.set(id, drawn)
    return drawn
  }
  return elements + copied(0, targets.length, 0) <= maxDrawn
}
