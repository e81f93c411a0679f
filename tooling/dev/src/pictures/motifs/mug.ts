import { at, type Brush, ellipse, line, round, shadow, speckles } from '../brush.ts'
import { pick } from '../random.ts'

/** A stoneware mug, dipped, striped or speckled. */
export function mug(brush: Brush): string {
  const { palette, random } = brush
  const body = 'M385 455L400 860Q404 930 470 930H680Q746 930 750 860L765 455Z'
  const decors = [
    `<path d="M300 300H900V${at(600 + random() * 60)}C800 700 720 560 640 660S460 560 300 690Z" fill="${palette.light}" opacity=".9"/>`,
    [560, 620, 740]
      .map((y) => line(`M380 ${y}Q575 ${y + 34} 770 ${y}`, palette.light, 20))
      .join(''),
    `<rect x="300" y="740" width="600" height="300" fill="${palette.second}"/>${speckles(brush, [380, 470, 390, 450], 70)}`,
  ] as const
  return [
    shadow(600, 930, 300),
    line('M745 560C900 530 915 790 738 790', palette.main, 58),
    line('M750 560C880 540 895 770 742 772', '#00000022', 14),
    round(body, palette.main, pick(random, decors)),
    ellipse([575, 455], [190, 46], palette.second),
    ellipse([575, 462], [168, 36], palette.dark),
    ellipse([575, 476], [146, 22], '#7b4a2f'),
    steam(),
  ].join('')
}

function steam(): string {
  const wisps = [520, 590, 650].map((x, index) => {
    const top = 250 + (index % 2) * 40
    return line(`M${x} 410C${x - 40} 370 ${x + 40} 330 ${x} ${top}`, '#ffffff', 14)
  })
  return `<g opacity=".65">${wisps.join('')}</g>`
}
