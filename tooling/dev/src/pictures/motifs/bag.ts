import { at, type Brush, flat, leaf, line, shadow } from '../brush.ts'
import { between, pick } from '../random.ts'

/** A canvas bag with a printed front. */
export function bag(brush: Brush): string {
  const { palette, random } = brush
  const body = 'M370 440H830L856 880Q858 928 812 928H388Q342 928 344 880Z'
  const motif = pick(random, [sun, wreath, moonStripes])(brush)
  return [
    shadow(600, 930, 310),
    line(handle(120), palette.dark, 30),
    flat(body, palette.light, motif),
    `<path d="M370 440H830L833 500H367Z" fill="#000" opacity=".06"/>`,
    line('M372 496H828', '#00000022', 4),
    line(handle(150), palette.main, 30),
    line('M480 450V520M720 450V520', palette.main, 30),
    `<path d="${body}" fill="url(#round)" opacity=".6"/>`,
  ].join('')
}

function handle(lift: number): string {
  return `M480 450C470 ${lift} 730 ${lift} 720 450`
}

function sun({ palette, random }: Brush): string {
  const y = between(random, 690, 720)
  const rays = Array.from(
    { length: 16 },
    (_, index) =>
      `<rect x="593" y="${at(y - 160)}" width="14" height="46" rx="7" fill="${palette.accent}" transform="rotate(${at(index * 22.5)} 600 ${at(y)})"/>`,
  )
  return `<circle cx="600" cy="${at(y)}" r="94" fill="${palette.main}"/>${rays.join('')}`
}

function wreath({ palette, random }: Brush): string {
  const leaves = Array.from({ length: 18 }, (_, index) => {
    const fill = pick(random, [palette.main, palette.accent, palette.second])
    return `<g transform="rotate(${index * 20} 600 710)">${leaf(600, 590, { length: 80, degrees: 62, fill })}</g>`
  })
  return `<circle cx="600" cy="710" r="120" fill="none" stroke="${palette.dark}" stroke-width="6"/>${leaves.join('')}`
}

function moonStripes({ palette }: Brush): string {
  const bands = [560, 610, 660, 710, 760, 810, 860].map(
    (y, index) =>
      `<rect x="300" y="${y}" width="600" height="22" fill="${index % 2 === 0 ? palette.main : palette.second}"/>`,
  )
  return bands.join('')
}
