import { at, type Brush, flat, leaf, line, shadow } from '../brush.ts'
import { pick } from '../random.ts'

const shape =
  'M300 330C420 360 780 360 900 330C930 318 946 340 934 370C905 480 905 740 934 850C946 884 928 902 900 892C780 862 420 862 300 892C270 902 254 884 266 850C295 740 295 480 266 370C254 340 270 318 300 330Z'

/** A plump square cushion, embroidered or printed. */
export function cushion(brush: Brush): string {
  const { palette, random } = brush
  const decor = pick(random, [rays, bands, sprig])(brush)
  return [
    shadow(600, 905, 350),
    flat(shape, palette.main, decor),
    `<path d="${shape}" fill="url(#round)"/>`,
    line('M318 352C420 378 780 378 882 352', '#ffffff55', 6),
    line('M330 868C440 846 760 846 870 868', '#00000022', 8),
  ].join('')
}

function rays({ palette }: Brush): string {
  const beams = Array.from({ length: 24 }, (_, index) => {
    const turn = (index * 360) / 24
    const colour = index % 2 === 0 ? palette.light : palette.second
    return `<rect x="592" y="390" width="16" height="110" rx="8" fill="${colour}" transform="rotate(${at(turn)} 600 610)"/>`
  })
  return `${beams.join('')}<circle cx="600" cy="610" r="84" fill="${palette.accent}"/>`
}

function bands({ palette }: Brush): string {
  const colours = [palette.light, palette.second, palette.accent, palette.light, palette.dark]
  const tufts = Array.from(
    { length: 13 },
    (_, index) => `<circle cx="${288 + index * 52}" cy="610" r="15" fill="${palette.light}"/>`,
  )
  return (
    colours
      .map(
        (fill, index) =>
          `<rect x="200" y="${400 + index * 90}" width="800" height="${34 + (index % 2) * 14}" fill="${fill}"/>`,
      )
      .join('') + tufts.join('')
  )
}

function sprig({ palette }: Brush): string {
  const pairs = [760, 690, 620, 550, 480].map((y, index) => {
    const fill = index % 2 === 0 ? palette.light : palette.second
    const length = 150 - index * 12
    return (
      leaf(600, y, { length, degrees: 58, fill }) + leaf(600, y, { length, degrees: -58, fill })
    )
  })
  return `${line('M600 820V450', palette.light, 10)}${pairs.join('')}${leaf(600, 470, { length: 96, degrees: 0, fill: palette.accent })}`
}
