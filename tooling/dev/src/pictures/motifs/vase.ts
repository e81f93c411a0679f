import { at, type Brush, ellipse, leaf, line, round, shadow, speckles } from '../brush.ts'
import { between, pick } from '../random.ts'

/** A vase with a few dried stems. */
export function vase(brush: Brush): string {
  const { palette, random } = brush
  const body =
    'M530 520C530 580 420 620 420 750C420 870 490 930 600 930S780 870 780 750C780 620 670 580 670 520Z'
  const decor = pick(random, [
    speckles(brush, [420, 520, 360, 410], 90),
    `<path d="M300 760Q450 700 600 760T900 760V1000H300Z" fill="${palette.second}"/>`,
    [660, 720, 780, 840]
      .map((y) => line(`M400 ${y}Q600 ${y + 40} 800 ${y}`, palette.light, 10))
      .join(''),
  ])
  return [
    shadow(600, 930, 250),
    [-34, -14, 8, 27].map((degrees) => stem(brush, degrees)).join(''),
    round(body, palette.main, decor),
    ellipse([600, 520], [70, 17], palette.dark),
  ].join('')
}

function stem({ palette, random }: Brush, degrees: number): string {
  const length = between(random, 300, 370)
  const top = 520 - length
  const fill = pick(random, [palette.accent, palette.second, palette.dark])
  const leaves = Array.from({ length: 6 }, (_, index) => {
    const y = top + 20 + index * 34
    const side = index % 2 === 0 ? -48 : 48
    return leaf(600, y, { length: 74, degrees: side, fill })
  })
  const tip = leaf(600, top + 12, { length: 84, degrees: 0, fill })
  const drawn = line(`M600 525V${at(top)}`, palette.dark, 6) + leaves.join('') + tip
  return `<g transform="rotate(${at(degrees)} 600 560)">${drawn}</g>`
}
