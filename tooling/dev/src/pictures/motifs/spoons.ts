import { at, type Brush, line } from '../brush.ts'
import { between } from '../random.ts'

const woods = ['#c4905c', '#9a6a43', '#dfbd8d'] as const

/** Three carved spoons laid out side by side, their handles dipped in colour. */
export function spoons(brush: Brush): string {
  const turns = [-16, 0, 16] as const
  return turns
    .map((degrees, index) => {
      const wood = woods[index] ?? woods[0]
      return `<g transform="rotate(${degrees} 600 1150) translate(0 ${at(between(brush.random, -30, 10))})">${spoon(brush, wood)}</g>`
    })
    .join('')
}

function spoon({ palette, random }: Brush, wood: string): string {
  const wide = between(random, 74, 92)
  const tall = between(random, 116, 136)
  const dip = between(random, 740, 800)
  const handle = `M585 400L576 900Q576 930 600 930T624 900L615 400Z`
  const dipped = `M${at(579)} ${at(dip)}L576 900Q576 930 600 930T624 900L${at(621)} ${at(dip)}Z`
  return [
    `<g transform="translate(18 16)" opacity=".14" filter="url(#soft)"><path d="${handle}"/><ellipse cx="600" cy="330" rx="${at(wide)}" ry="${at(tall)}"/></g>`,
    `<path d="${handle}" fill="${wood}"/><path d="${dipped}" fill="${palette.main}"/>`,
    `<ellipse cx="600" cy="330" rx="${at(wide)}" ry="${at(tall)}" fill="${wood}"/>`,
    `<ellipse cx="600" cy="322" rx="${at(wide - 20)}" ry="${at(tall - 26)}" fill="#000" opacity=".16"/>`,
    `<path d="M${at(600 - wide + 34)} 350A${at(wide - 20)} ${at(tall - 26)} 0 0 0 600 ${at(322 + tall - 30)}" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".35"/>`,
    line('M592 470L588 700', '#ffffff44', 6),
    `<circle cx="600" cy="890" r="9" fill="${palette.wall}"/>`,
  ].join('')
}
