import { at, type Brush, flat, line } from '../brush.ts'
import { between, pick } from '../random.ts'

/** A woven scarf over a peg, its ends fringed. */
export function scarf(brush: Brush): string {
  const { palette, random } = brush
  const longer = between(random, 850, 890)
  const weave = pick(random, [stripes, checks, dots])
  return [
    `<rect x="250" y="262" width="700" height="34" rx="17" fill="#b98a5e"/><rect x="250" y="262" width="700" height="12" rx="6" fill="#ffffff44"/>`,
    fringe(brush, [615, longer - 40]),
    flat(tail(615, longer - 40), palette.main, weave(brush, 615)),
    `<path d="${tail(615, longer - 40)}" fill="#000" opacity=".14"/>`,
    fringe(brush, [405, longer]),
    flat(tail(405, longer), palette.main, weave(brush, 405)),
    flat(
      'M405 345C400 250 470 236 600 236S812 250 805 345C760 330 640 372 595 345C540 372 460 330 405 345Z',
      palette.main,
      weave(brush, 405),
    ),
    line('M470 258C480 300 470 340 480 400M540 250C550 320 535 360 545 470', '#00000022', 8),
  ].join('')
}

function tail(x: number, bottom: number): string {
  return `M${x} 340C${x - 10} 500 ${x + 10} 660 ${x} ${at(bottom)}H${x + 190}C${x + 200} 660 ${x + 180} 500 ${x + 190} 340Z`
}

function fringe({ palette }: Brush, [x, y]: readonly [number, number]): string {
  return Array.from({ length: 10 }, (_, index) => {
    const place = x + 12 + index * 18.5
    return line(`M${at(place)} ${at(y - 6)}q${index % 2 === 0 ? -6 : 6} 30 0 64`, palette.second, 9)
  }).join('')
}

function stripes({ palette }: Brush, x: number): string {
  const bands = [300, 420, 450, 600, 720, 750, 820]
  return bands
    .map((y, index) => {
      const fill = [palette.light, palette.second, palette.accent][index % 3] ?? palette.light
      return `<rect x="${x - 20}" y="${y}" width="440" height="${index % 2 === 0 ? 26 : 16}" fill="${fill}"/>`
    })
    .join('')
}

function checks({ palette }: Brush, x: number): string {
  const down = [40, 110, 180, 250, 320].map(
    (offset) =>
      `<rect x="${x + offset}" y="200" width="26" height="800" fill="${palette.light}" opacity=".55"/>`,
  )
  const across = [280, 370, 460, 550, 640, 730, 820].map(
    (y) =>
      `<rect x="${x - 20}" y="${y}" width="440" height="26" fill="${palette.dark}" opacity=".35"/>`,
  )
  return down.join('') + across.join('')
}

function dots({ palette }: Brush, x: number): string {
  return Array.from({ length: 60 }, (_, index) => {
    const column = index % 6
    const row = Math.floor(index / 6)
    const place = [x + 20 + column * 72 + (row % 2) * 36, 260 + row * 66] as const
    return `<circle cx="${place[0]}" cy="${place[1]}" r="13" fill="${palette.light}"/>`
  }).join('')
}
