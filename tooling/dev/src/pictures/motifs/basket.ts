import { at, type Brush, line, round, shadow } from '../brush.ts'
import { pick } from '../random.ts'

/** A woven basket with a coloured band and two handles. */
export function basket(brush: Brush): string {
  const { palette, random } = brush
  const straw = pick(random, ['#d8b47c', '#c99f63', '#e2c796'])
  const body =
    'M330 560C340 720 370 850 400 900Q412 930 450 930H750Q788 930 800 900C830 850 860 720 870 560Z'
  const weave = Array.from({ length: 9 }, (_, row) => {
    const y = 575 + row * 42
    const fill = row >= 3 && row <= 5 ? palette.main : straw
    return courses(y, row % 2 === 0, fill)
  })
  return [
    shadow(600, 932, 300),
    line('M420 570C420 380 520 330 600 330S780 380 780 570', palette.dark, 26),
    line('M420 570C420 380 520 330 600 330S780 380 780 570', '#ffffff22', 8),
    round(body, '#8f6b3f', weave.join('')),
    line('M334 562H866', straw, 34),
    line('M340 556H860', '#ffffff55', 8),
  ].join('')
}

function courses(y: number, shifted: boolean, fill: string): string {
  return Array.from({ length: 12 }, (_, index) => {
    const x = 300 + index * 54 + (shifted ? 27 : 0)
    return `<rect x="${at(x)}" y="${at(y)}" width="48" height="36" rx="14" fill="${fill}"/>`
  }).join('')
}
