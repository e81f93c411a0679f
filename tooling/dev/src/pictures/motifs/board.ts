import { at, type Brush, flat, line, shadow } from '../brush.ts'
import { between, pick } from '../random.ts'

type Wood = readonly [plank: string, grain: string]

const woods: readonly [Wood, ...Wood[]] = [
  ['#c99765', '#a8744a'],
  ['#8b5e3c', '#6d452b'],
  ['#ddb98a', '#bd9262'],
]

/** A cutting board with a handle, leaning on the wall; its grain runs lengthwise. */
export function board(brush: Brush): string {
  const { palette, random } = brush
  const [wood, grain] = pick(random, woods)
  const shape =
    'M440 400Q440 350 490 345C535 340 548 320 548 280V215Q548 165 600 165T652 215V280C652 320 665 340 710 345Q760 350 760 400V870Q760 920 710 920H490Q440 920 440 870Z'
  const lines = Array.from({ length: 9 }, (_, index) => {
    const x = 455 + index * 36 + between(random, -8, 8)
    const sway = between(random, -26, 26)
    return line(
      `M${at(x)} 140C${at(x + sway)} 400 ${at(x - sway)} 650 ${at(x + sway / 2)} 940`,
      grain,
      between(random, 4, 12),
    )
  })
  const inlay = `<rect x="400" y="${at(between(random, 700, 780))}" width="400" height="34" fill="${grain}"/>`
  return [
    `<g transform="rotate(${at(between(random, -4, 4))} 600 920)">`,
    shadow(600, 918, 240),
    flat(shape, wood, `<g opacity=".5">${lines.join('')}</g>${inlay}`),
    line('M446 420V860', '#ffffff44', 10),
    `<circle cx="600" cy="225" r="22" fill="${palette.wall}"/><circle cx="600" cy="225" r="22" fill="none" stroke="${grain}" stroke-width="6"/>`,
    line('M600 225C560 120 640 100 606 60', palette.accent, 9),
    '</g>',
  ].join('')
}
