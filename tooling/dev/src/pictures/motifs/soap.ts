import { at, type Brush, flat, leaf, line, shadow } from '../brush.ts'
import { between, pick } from '../random.ts'

/** Three bars of soap in a stack, tied with string, a sprig on top. */
export function soap(brush: Brush): string {
  const { palette, random } = brush
  const bars = [
    bar(brush, { y: 760, fill: palette.main }),
    bar(brush, { y: 600, fill: palette.second }),
    bar(brush, { y: 440, fill: pick(random, [palette.light, palette.accent]) }),
  ]
  const string = line('M600 442V928', '#a9824f', 10) + line('M588 442V928', '#00000018', 6)
  const bow = line(
    'M600 442C520 360 480 420 596 446M600 442C680 360 720 420 604 446',
    '#a9824f',
    10,
  )
  const sprig = [-70, -40, -12, 16].map((degrees) =>
    leaf(600, 436, { length: between(random, 120, 170), degrees, fill: '#6f9068' }),
  )
  return [shadow(600, 930, 300), ...bars, string, sprig.join(''), bow].join('')
}

function bar({ palette, random }: Brush, { y, fill }: { y: number; fill: string }): string {
  const x = between(random, 330, 350)
  const shape = `M${at(x + 34)} ${y}H${at(x + 486)}Q${at(x + 520)} ${y} ${at(x + 520)} ${y + 34}V${y + 132}Q${at(x + 520)} ${y + 166} ${at(x + 486)} ${y + 166}H${at(x + 34)}Q${at(x)} ${y + 166} ${at(x)} ${y + 132}V${y + 34}Q${at(x)} ${y} ${at(x + 34)} ${y}Z`
  const swirl = line(
    `M${at(x - 20)} ${y + 96}q70 -70 140 0t140 0t140 0t140 0`,
    palette.light,
    between(random, 14, 30),
  )
  const flecks = Array.from({ length: 26 }, () => {
    const place = [x + random() * 520, y + 20 + random() * 130] as const
    return `<circle cx="${at(place[0])}" cy="${at(place[1])}" r="${at(between(random, 2, 5))}" fill="${palette.dark}" opacity=".4"/>`
  })
  const lights = `<rect x="${at(x)}" y="${y}" width="540" height="26" fill="#fff" opacity=".35"/><rect x="${at(x)}" y="${y + 138}" width="540" height="30" fill="#000" opacity=".12"/>`
  return flat(shape, fill, `<g opacity=".6">${swirl}</g>${flecks.join('')}${lights}`)
}
