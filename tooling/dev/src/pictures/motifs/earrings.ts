import { at, type Brush, line } from '../brush.ts'
import { between, pick } from '../random.ts'

const metals = ['#d9a441', '#b9bcc4', '#c98462'] as const

/** A pair of drop earrings on a card. */
export function earrings(brush: Brush): string {
  const { palette, random } = brush
  const metal = pick(random, metals)
  const drop = pick(random, [teardrop, moon, discs])
  const scale = between(random, 0.94, 1.06)
  const one = (x: number) =>
    `<g transform="translate(${x} 470) scale(${at(scale)})">${hook(metal)}${drop(brush, metal)}</g>`
  return [
    `<rect x="336" y="236" width="560" height="690" rx="26" fill="#000" opacity=".14" filter="url(#soft)"/>`,
    `<rect x="320" y="210" width="560" height="690" rx="26" fill="${palette.light}"/>`,
    `<rect x="345" y="235" width="510" height="640" rx="16" fill="none" stroke="${palette.second}" stroke-width="5"/>`,
    [510, 690]
      .map((x) => `<circle cx="${x}" cy="392" r="9" fill="${palette.table}"/>${one(x)}`)
      .join(''),
    line('M520 822H680', palette.dark, 9),
    line('M556 846H644', palette.second, 7),
  ].join('')
}

function hook(metal: string): string {
  return (
    line('M0 20V-40C0 -96 44 -96 44 -50V-20', metal, 8) + `<circle r="12" cy="26" fill="${metal}"/>`
  )
}

function teardrop({ palette }: Brush, metal: string): string {
  const shape = 'M0 40C60 130 84 176 84 214A84 84 0 0 1 -84 214C-84 176 -60 130 0 40Z'
  return `<path d="${shape}" fill="${palette.main}" stroke="${metal}" stroke-width="9"/><path d="M-46 214A46 46 0 0 0 -8 256" fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" opacity=".6"/><circle cy="196" r="24" fill="${metal}"/>`
}

function moon({ palette }: Brush, metal: string): string {
  return `<path d="M-62 110A80 80 0 1 0 62 110A62 62 0 1 1 -62 110Z" fill="${metal}"/><path d="M0 38V120" stroke="${metal}" stroke-width="6"/><circle cy="150" r="32" fill="${palette.accent}"/><circle cx="-10" cy="141" r="8" fill="#fff" opacity=".6"/>`
}

function discs({ palette }: Brush, metal: string): string {
  const colours = [palette.second, palette.main, palette.accent]
  const parts = colours.map((fill, index) => {
    const y = 76 + index * 96
    const r = 34 + index * 12
    return `<circle cy="${y}" r="${r}" fill="${fill}"/><circle cy="${y}" r="${r}" fill="none" stroke="${metal}" stroke-width="6"/>`
  })
  return parts.join('')
}
