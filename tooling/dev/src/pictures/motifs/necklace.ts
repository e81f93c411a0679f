import { at, type Brush, line } from '../brush.ts'
import { between, pick } from '../random.ts'

const metals = ['#d9a441', '#b9bcc4', '#c98462'] as const

/** A necklace of beads with a pendant, on a linen bust. */
export function necklace(brush: Brush): string {
  const { palette, random } = brush
  const metal = pick(random, metals)
  const bust =
    'M520 150H680C684 270 720 330 820 372C900 406 930 480 930 600V930H270V600C270 480 300 406 380 372C480 330 516 270 520 150Z'
  return [
    `<path d="${bust}" fill="${palette.light}"/><path d="${bust}" fill="url(#round)"/>`,
    line('M432 372C470 600 560 690 600 700C640 690 730 600 768 372', metal, 7),
    beads(brush, metal),
    pendant(brush, metal),
  ].join('')
}

function beads({ palette, random }: Brush, metal: string): string {
  const turns = [-3, -2, -1, 1, 2, 3]
  return turns
    .map((step) => {
      const x = 600 + step * 34
      const y = 706 - step * step * 9.5
      const fill = pick(random, [palette.main, palette.accent, palette.second, metal])
      const r = between(random, 15, 20)
      return `<circle cx="${x}" cy="${at(y)}" r="${at(r)}" fill="${fill}"/><circle cx="${at(x - 5)}" cy="${at(y - 5)}" r="4" fill="#fff" opacity=".6"/>`
    })
    .join('')
}

function pendant({ palette, random }: Brush, metal: string): string {
  const stone = pick(random, [palette.main, palette.accent])
  const r = between(random, 56, 68)
  const y = 716 + r
  return [
    `<circle cx="600" cy="712" r="12" fill="none" stroke="${metal}" stroke-width="6"/>`,
    `<circle cx="600" cy="${at(y)}" r="${at(r)}" fill="${metal}"/><circle cx="600" cy="${at(y)}" r="${at(r - 12)}" fill="${stone}"/>`,
    `<path d="M${at(600 - r + 24)} ${at(y)}A${at(r - 24)} ${at(r - 24)} 0 0 1 600 ${at(y - r + 24)}" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".6"/>`,
  ].join('')
}
