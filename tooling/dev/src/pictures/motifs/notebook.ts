import { at, type Brush, flat, leaf, line } from '../brush.ts'
import { between, pick } from '../random.ts'

/** A bound notebook with a patterned cover and a ribbon, a pencil beside it. */
export function notebook(brush: Brush): string {
  const { palette, random } = brush
  const pattern = pick(random, [botanical, arches, waves])(brush)
  const cover =
    'M370 230Q370 210 390 210H790Q812 210 812 232V890Q812 912 790 912H390Q370 912 370 892Z'
  return [
    `<g transform="rotate(${at(between(random, -5, 1))} 600 600)">`,
    `<rect x="384" y="236" width="450" height="704" rx="20" fill="#000" opacity=".18" filter="url(#soft)"/>`,
    `<path d="M385 232H826V926H385Z" fill="#efe6d6"/>`,
    ['M818 240V918', 'M823 244V922'].map((path) => line(path, '#d9ccb4', 2)).join(''),
    flat(cover, palette.main, pattern),
    `<rect x="370" y="210" width="62" height="702" rx="16" fill="${palette.dark}" opacity=".55"/>`,
    `<path d="M690 912v70l18 -22l18 22v-70z" fill="${palette.accent}"/>`,
    '</g>',
    pencil(brush),
  ].join('')
}

function botanical({ palette, random }: Brush): string {
  return Array.from({ length: 26 }, (_, index) => {
    const place = [
      460 + (index % 4) * 110 + between(random, -18, 18),
      300 + Math.floor(index / 4) * 110,
    ] as const
    const fill = index % 3 === 0 ? palette.light : palette.second
    return leaf(place[0], place[1], { length: 92, degrees: between(random, -70, 70), fill })
  }).join('')
}

function arches({ palette }: Brush): string {
  return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
    .map((index) => {
      const x = 500 + (index % 3) * 126
      const y = 350 + Math.floor(index / 3) * 170
      const ring = (r: number, colour: string) =>
        line(`M${x - r} ${y}A${r} ${r} 0 0 1 ${x + r} ${y}`, colour, 15)
      return ring(52, palette.light) + ring(30, palette.second) + ring(9, palette.accent)
    })
    .join('')
}

function waves({ palette }: Brush): string {
  return [260, 340, 420, 500, 580, 660, 740, 820, 900]
    .map((y, index) => {
      const colour = [palette.light, palette.second, palette.accent][index % 3] ?? palette.light
      return line(`M360 ${y}q60 -50 120 0t120 0t120 0t120 0`, colour, 18)
    })
    .join('')
}

function pencil({ palette }: Brush): string {
  return `<g transform="translate(905 330) rotate(9)"><rect x="0" y="0" width="34" height="430" fill="${palette.accent}"/><rect x="0" y="0" width="12" height="430" fill="#fff" opacity=".25"/><rect x="0" y="-36" width="34" height="40" rx="8" fill="${palette.second}"/><path d="M0 430h34l-17 66z" fill="#ecd2a6"/><path d="M11 472h12l-6 24z" fill="#3a2f2a"/></g>`
}
