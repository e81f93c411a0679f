/** A source of numbers in [0, 1), the same ones in the same order for the same seed. */
export type Random = () => number

/** A 32-bit number for a text (FNV-1a). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return hash
}

/** Numbers for a seed, stepped as a 32-bit xorshift. Good for pictures only. */
export function randomFrom(seed: string): Random {
  let state = hashText(seed) || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state = (state ^ (state << 5)) >>> 0
    return state / 2 ** 32
  }
}

/** A number between the two bounds. */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low)
}

/** One of the choices. */
export function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0]
}
