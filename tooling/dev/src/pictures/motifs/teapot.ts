import { type Brush, ellipse, line, round, shadow, speckles } from '../brush.ts'
import { pick } from '../random.ts'

/** A round teapot with a bamboo handle. */
export function teapot(brush: Brush): string {
  const { palette, random } = brush
  const body =
    'M340 740C340 610 450 540 600 540S860 610 860 740C860 860 780 930 600 930S340 860 340 740Z'
  const spout = 'M820 700C900 690 910 610 960 560C975 548 1002 566 992 584C960 640 960 760 838 812Z'
  const decor = pick(random, [
    `<path d="M300 760C420 700 500 820 620 760S820 700 900 770V1000H300Z" fill="${palette.second}"/>`,
    speckles(brush, [340, 540, 520, 390], 110),
    [700, 750].map((y) => line(`M320 ${y}Q600 ${y + 60} 880 ${y}`, palette.light, 18)).join(''),
  ])
  return [
    shadow(610, 930, 320),
    line('M400 600C380 330 820 330 800 600', '#b98a5e', 34),
    line('M404 590C390 345 810 345 796 590', '#ffffff33', 8),
    round(spout, palette.main),
    round(body, palette.main, decor),
    ellipse([600, 572], [164, 30], palette.dark),
    round(
      'M454 560C466 498 540 478 600 478S734 498 746 560C700 586 500 586 454 560Z',
      palette.main,
    ),
    ellipse([600, 466], [34, 28], palette.accent),
    line('M400 720C410 650 460 610 510 596', '#ffffff66', 16),
  ].join('')
}
