import { type Brush, ellipse, leaf, round, shadow } from '../brush.ts'
import { between, pick } from '../random.ts'

const greens = ['#5f8a5b', '#7aa36b', '#48744f', '#8db37a'] as const

/** A plant in a pot on a saucer. */
export function planter(brush: Brush): string {
  const { palette, random } = brush
  const pot = 'M420 640L450 880Q456 915 500 915H700Q744 915 750 880L780 640Z'
  const band = pick(random, [
    `<path d="M400 740H800V810H400Z" fill="${palette.light}" opacity=".85"/>`,
    `<path d="M400 780q33 -60 66 0t66 0t66 0t66 0t66 0t66 0V1000H400Z" fill="${palette.second}"/>`,
    '',
  ])
  return [
    shadow(600, 932, 290),
    foliage(brush),
    `<ellipse cx="600" cy="918" rx="215" ry="26" fill="${palette.dark}"/>`,
    round(pot, palette.main, band),
    round(
      'M400 600Q400 585 415 585H785Q800 585 800 600V645Q800 660 785 660H415Q400 660 400 645Z',
      palette.main,
    ),
    ellipse([600, 588], [186, 16], '#4b3527'),
  ].join('')
}

function foliage({ random }: Brush): string {
  const turns = [-74, 70, -56, 54, -40, 38, -24, 22, -8, 8]
  return turns
    .map((degrees, index) => {
      const length = between(random, 250, 330) + index * 10
      const x = 600 + degrees * 1.2
      return leaf(x, 600, { length, degrees: degrees * 0.9, fill: pick(random, greens) })
    })
    .join('')
}
