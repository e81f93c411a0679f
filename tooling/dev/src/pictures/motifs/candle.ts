import { at, type Brush, ellipse, line, round, shadow } from '../brush.ts'
import { between } from '../random.ts'

/** A candle poured into a glass, with a paper label. */
export function candle(brush: Brush): string {
  const { palette, random } = brush
  const wax = between(random, 500, 540)
  const glass = 'M400 440V870Q400 930 460 930H740Q800 930 800 870V440Z'
  const fill = `<rect x="400" y="${at(wax)}" width="400" height="460" fill="${palette.main}"/>`
  return [
    shadow(600, 930, 290),
    round(glass, '#ffffff99', fill),
    ellipse([600, wax], [198, 36], palette.second),
    ellipse([600, wax + 4], [120, 18], palette.light),
    flame(wax),
    label(brush),
    `<ellipse cx="600" cy="440" rx="200" ry="40" fill="none" stroke="#ffffff" stroke-width="10" opacity=".85"/>`,
    line('M440 500V840', '#ffffff99', 14),
  ].join('')
}

function flame(wax: number): string {
  const shape = (scale: number) =>
    `M600 ${at(wax - 40)}c${at(-46 * scale)} ${at(-30 * scale)} ${at(-30 * scale)} ${at(-84 * scale)} 0 ${at(-140 * scale)}c${at(30 * scale)} ${at(56 * scale)} ${at(46 * scale)} ${at(110 * scale)} 0 ${at(140 * scale)}Z`
  return [
    `<circle cx="600" cy="${at(wax - 90)}" r="190" fill="url(#glow)"/>`,
    line(`M600 ${at(wax)}V${at(wax - 52)}`, '#3b2b22', 9),
    `<path d="${shape(1)}" fill="#f2a53c"/><path d="${shape(0.58)}" fill="#fde9a9"/>`,
  ].join('')
}

function label({ palette, random }: Brush): string {
  const y = between(random, 640, 670)
  const rule = (offset: number, half: number) =>
    line(`M${600 - half} ${at(y + offset)}H${600 + half}`, palette.dark, 8)
  const sprig = [-40, 0, 40].map(
    (degrees) =>
      `<ellipse cx="600" cy="${at(y + 44)}" rx="9" ry="30" fill="${palette.accent}" transform="rotate(${degrees} 600 ${at(y + 74)})"/>`,
  )
  return `<rect x="482" y="${at(y)}" width="236" height="190" rx="10" fill="${palette.light}"/>${sprig.join('')}${rule(110, 70)}${rule(140, 46)}`
}
