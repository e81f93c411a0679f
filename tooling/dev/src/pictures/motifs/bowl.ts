import { at, type Brush, ellipse, line, round, shadow, speckles } from '../brush.ts'
import { between, pick } from '../random.ts'

/** A wide bowl on a foot, its rim in another glaze. */
export function bowl(brush: Brush): string {
  const { palette, random } = brush
  const depth = between(random, 820, 870)
  const body = `M270 590C280 ${at(depth - 60)} 420 ${at(depth + 50)} 600 ${at(depth + 50)}S920 ${at(depth - 60)} 930 590Z`
  const rings = [640, 690, 740].map((y) =>
    line(`M260 ${y}Q600 ${y + 90} 940 ${y}`, palette.light, 16),
  )
  const decor = pick(random, [
    rings.join(''),
    speckles(brush, [270, 590, 660, 300], 110),
    `<path d="M200 590H1000V680C860 800 740 700 620 770S400 690 200 760Z" fill="${palette.second}"/>`,
  ])
  return [
    shadow(600, 932, 330),
    `<path d="M470 ${at(depth)}L490 930H710L730 ${at(depth)}Z" fill="${palette.dark}"/>`,
    round(body, palette.main, decor),
    ellipse([600, 590], [330, 92], palette.light),
    ellipse([600, 596], [306, 78], palette.second),
    `<path d="M294 596A306 78 0 0 0 906 596C860 640 740 668 600 668S340 640 294 596Z" fill="#000" opacity=".12"/>`,
  ].join('')
}
