/** The widths a picture is copied at, in pixels. */
export const derivativeWidths = [240, 480, 960, 1600] as const

const derivative = new RegExp(`^(.+)\\.(?:${derivativeWidths.join('|')})\\.webp$`)

/** Where the copy of a picture lives: beside it, so that whoever knows one key knows all.
 *
 *  `('stores/1/media/a.jpg', 240)` → `stores/1/media/a.jpg.240.webp` */
export function derivativeKey(key: string, width: number): string {
  return `${key}.${width}.webp`
}

/** Every key under which a file of this key may have copies. */
export function derivativeKeys(key: string): string[] {
  return derivativeWidths.map((width) => derivativeKey(key, width))
}

/** Of which file is this key a copy? Null when it does not look like one. */
export function originalOf(key: string): string | null {
  return derivative.exec(key)?.[1] ?? null
}
