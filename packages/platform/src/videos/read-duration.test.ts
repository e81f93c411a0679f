import { expect, test } from 'vitest'

import { readDuration } from './read-duration.ts'

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

/** A film of one silent track, of so many thousandths. */
const film = (brand: string, durationMs: number): Buffer => {
  const header = [u32(0), u32(0), u32(0), u32(1000), u32(durationMs)]
  const handler = box('hdlr', u32(0), u32(0), Buffer.from('vide'), Buffer.alloc(13))
  const media = box('mdia', box('mdhd', ...header, u32(0)), handler)
  const track = box('trak', box('tkhd', u32(0), u32(0), u32(0), u32(1), Buffer.alloc(68)), media)
  return Buffer.concat([
    box('ftyp', Buffer.from(brand), u32(0), Buffer.from(brand)),
    box('mdat', Buffer.alloc(64)),
    box('moov', box('mvhd', ...header, Buffer.alloc(80)), track),
  ])
}

const element = (id: string, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([0x80 | content.length]), content])

const webm = (durationMs: number): Buffer => {
  const duration = Buffer.alloc(8)
  duration.writeDoubleBE(durationMs)
  const info = element(
    '1549a966',
    Buffer.concat([element('2ad7b1', Buffer.from('0f4240', 'hex')), element('4489', duration)]),
  )
  const header = element('1a45dfa3', element('4282', Buffer.from('webm')))
  return Buffer.concat([header, element('18538067', info)])
}

test.each([
  ['an MP4', film('isom', 12_345), 12_345],
  ['a QuickTime film', film('qt  ', 999), 999],
  ['a WebM', webm(2_500.4), 2_500],
])('%s is as long as it says', async (_name, bytes, durationMs) => {
  expect(await readDuration(bytes)).toBe(durationMs)
})

test.each([
  ['a film without an index', film('isom', 5_000).subarray(0, 60)],
  ['a film of no length', film('isom', 0)],
  ['a film of unknown length', film('isom', 0xffff_ffff)],
  ['a WebM of endless length', webm(Number.POSITIVE_INFINITY)],
  ['a WebM of negative length', webm(-5)],
  ['a WebM of no length at all', webm(Number.NaN)],
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('no film at all')],
  ['boxes of no size', Buffer.alloc(4_096)],
  ['too large a film', Buffer.alloc(25 * 1024 * 1024 + 1)],
])('%s does not tell', async (_name, bytes) => {
  expect(await readDuration(bytes)).toBeNull()
})
