import { at, type Brush, flat, leaf } from '../brush.ts'
import { between, pick } from '../random.ts'

/** A framed print: hills under a sun, leaves, or shapes. */
export function print(brush: Brush): string {
  const { palette, random } = brush
  const art = pick(random, [hills, leaves, shapes])(brush)
  return [
    `<rect x="345" y="215" width="560" height="700" rx="6" fill="#000" opacity=".18" filter="url(#soft)"/>`,
    `<rect x="320" y="180" width="560" height="700" rx="6" fill="${palette.dark}"/>`,
    `<rect x="346" y="206" width="508" height="648" fill="#fdfaf4"/>`,
    `<path d="M346 206H854L842 218H358V842L346 854Z" fill="#000" opacity=".1"/>`,
    flat('M410 270H790V790H410Z', palette.light, art),
  ].join('')
}

function hills({ palette, random }: Brush): string {
  const sun = [between(random, 500, 700), between(random, 380, 450)] as const
  return [
    `<rect x="400" y="260" width="400" height="540" fill="${palette.arch}"/>`,
    `<circle cx="${at(sun[0])}" cy="${at(sun[1])}" r="76" fill="${palette.accent}"/>`,
    hill(560, 90, palette.second),
    hill(640, -70, palette.main),
    hill(725, 60, palette.dark),
  ].join('')
}

function hill(y: number, bend: number, fill: string): string {
  return `<path d="M400 ${at(y)}Q520 ${at(y - bend)} 620 ${at(y)}T800 ${at(y - bend / 2)}V800H400Z" fill="${fill}"/>`
}

function leaves({ palette, random }: Brush): string {
  const rows = Array.from({ length: 6 }, (_, index) => {
    const y = 690 - index * 62
    const length = 170 - index * 14
    const fill = index % 2 === 0 ? palette.main : palette.accent
    const degrees = between(random, 48, 62)
    return (
      leaf(600, y, { length, degrees, fill }) + leaf(600, y, { length, degrees: -degrees, fill })
    )
  })
  const stem = `<path d="M596 780V330H604V780Z" fill="${palette.dark}"/>`
  return `<rect x="400" y="260" width="400" height="540" fill="${palette.wall}"/>${stem}${rows.join('')}${leaf(600, 345, { length: 90, degrees: 0, fill: palette.main })}`
}

function shapes({ palette, random }: Brush): string {
  const bend = between(random, 90, 150)
  return [
    `<rect x="400" y="260" width="400" height="540" fill="${palette.wall}"/>`,
    `<path d="M410 790V560A${at(bend)} ${at(bend)} 0 0 1 ${at(410 + bend * 2)} 560V790Z" fill="${palette.main}"/>`,
    `<path d="M450 790V570A${at(bend - 40)} ${at(bend - 40)} 0 0 1 ${at(370 + bend * 2)} 570V790Z" fill="${palette.second}"/>`,
    `<circle cx="680" cy="400" r="82" fill="${palette.accent}"/>`,
    `<path d="M680 560h110v230h-110z" fill="${palette.dark}" opacity=".85"/>`,
    `<circle cx="480" cy="350" r="34" fill="${palette.dark}"/>`,
  ].join('')
}
