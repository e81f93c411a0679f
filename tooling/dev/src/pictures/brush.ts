import type { Palette } from './palette.ts'
import { between, hashText, type Random } from './random.ts'

/** What a motif draws with. The sheet is 1200 × 1200, the table's edge at 850, things stand at 930. */
export type Brush = { readonly palette: Palette; readonly random: Random }

type Point = readonly [number, number]

/** Numbers are cut to one decimal, so that a picture does not depend on the machine's arithmetic. */
export function at(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '')
}

/** A shape with a round body: lit from the left, in shade at the right, `decor` clipped to it. */
export function round(path: string, fill: string, decor = ''): string {
  return `${flat(path, fill, decor)}<path d="${path}" fill="url(#round)"/>`
}

/** A flat shape, `decor` clipped to it. */
export function flat(path: string, fill: string, decor = ''): string {
  const shape = `<path d="${path}" fill="${fill}"/>`
  if (decor === '') return shape
  // Named after the outline: two clips of one name are then one and the same.
  const id = `clip${hashText(path)}`
  return `<clipPath id="${id}"><path d="${path}"/></clipPath>${shape}<g clip-path="url(#${id})">${decor}</g>`
}

export function ellipse(centre: Point, radii: Point, fill: string): string {
  return `<ellipse cx="${at(centre[0])}" cy="${at(centre[1])}" rx="${at(radii[0])}" ry="${at(radii[1])}" fill="${fill}"/>`
}

export function line(path: string, colour: string, width: number): string {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${at(width)}" stroke-linecap="round" stroke-linejoin="round"/>`
}

/** The soft shadow a thing throws on the table. A gradient: blurring would take half the time of a
 *  picture. */
export function shadow(x: number, y: number, rx: number): string {
  return `<ellipse cx="${at(x + 20)}" cy="${at(y)}" rx="${at(rx * 1.08)}" ry="${at(rx * 0.17)}" fill="url(#shade)"/>`
}

/** Flecks as in speckled glaze, over a box. */
export function speckles(
  brush: Brush,
  box: readonly [number, number, number, number],
  count: number,
): string {
  const [x, y, width, height] = box
  return Array.from({ length: count }, () => {
    const size = between(brush.random, 2, 6.5)
    const place = [x + brush.random() * width, y + brush.random() * height] as const
    return `<circle cx="${at(place[0])}" cy="${at(place[1])}" r="${at(size)}" fill="${brush.palette.dark}" opacity=".45"/>`
  }).join('')
}

/** A leaf from its stem at (x, y), `length` long, turned by `degrees` from pointing up. */
export function leaf(
  x: number,
  y: number,
  shape: { length: number; degrees: number; fill: string },
): string {
  const { length, degrees, fill } = shape
  const wide = length * 0.26
  const body = `M0 0C${at(-wide)} ${at(-length * 0.3)} ${at(-wide)} ${at(-length * 0.7)} 0 ${at(-length)}C${at(wide)} ${at(-length * 0.7)} ${at(wide)} ${at(-length * 0.3)} 0 0Z`
  const vein = line(`M0 0V${at(-length * 0.86)}`, '#ffffff66', 3)
  return `<g transform="translate(${at(x)} ${at(y)}) rotate(${at(degrees)})"><path d="${body}" fill="${fill}"/>${vein}</g>`
}
