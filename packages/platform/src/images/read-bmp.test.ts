import { expect, test } from 'vitest'

import { describeBmp, readBmp } from './read-bmp.ts'

type Bitmap = {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly compression?: number
  readonly palette?: string
  readonly rows: string
}

const bitmap = ({ width, height, bits, compression = 0, palette = '', rows }: Bitmap): Buffer => {
  const header = Buffer.alloc(54)
  header.write('BM')
  header.writeUInt32LE(54 + palette.length / 2, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(width, 18)
  header.writeInt32LE(height, 22)
  header.writeUInt16LE(bits, 28)
  header.writeUInt32LE(compression, 30)
  return Buffer.concat([header, Buffer.from(palette + rows, 'hex')])
}

const pixels = (bytes: Buffer): string[] => readBmp(bytes).rgba.toString('hex').match(/.{8}/g) ?? []

const red = 'ff0000ff'
const green = '00ff00ff'
const blue = '0000ffff'
const white = 'ffffffff'

const rows24 = '0000ff00ff000000ff0000ffffff0000'

test('24 bits, padded rows from the bottom', () => {
  const bytes = bitmap({ width: 2, height: 2, bits: 24, rows: rows24 })
  expect(pixels(bytes)).toEqual([blue, white, red, green])
})

test('a negative height means rows from the top', () => {
  const bytes = bitmap({ width: 2, height: -2, bits: 24, rows: rows24 })
  expect(pixels(bytes)).toEqual([red, green, blue, white])
  expect(describeBmp(bytes)).toEqual({ width: 2, height: 2 })
})

test('32 bits, the fourth byte ignored', () => {
  const bytes = bitmap({ width: 2, height: 1, bits: 32, rows: '0000ff0000ff0000' })
  expect(pixels(bytes)).toEqual([red, green])
})

test('8 bits look their colours up', () => {
  const palette = 'ff0000000000ff00'
  const bytes = bitmap({ width: 3, height: 1, bits: 8, palette, rows: '01000100' })
  expect(pixels(bytes)).toEqual([red, blue, red])
})

test('a palette index beyond the file is refused, not read', () => {
  const bytes = bitmap({ width: 1, height: 1, bits: 8, rows: 'ff000000' })
  expect(() => readBmp(bytes)).toThrow('palette')
})

test.each([
  ['unreadable', { width: 2, height: 3, bits: 24, rows: rows24 }],
  ['unreadable', { width: 0, height: 2, bits: 24, rows: rows24 }],
  ['unreadable', { width: -2, height: 2, bits: 24, rows: rows24 }],
  ['unsupported', { width: 2, height: 2, bits: 24, compression: 1, rows: rows24 }],
  ['unsupported', { width: 2, height: 2, bits: 16, rows: rows24 }],
  ['too_many_pixels', { width: 100_000, height: 100_000, bits: 24, rows: rows24 }],
])('%s: %o', (fault, input) => {
  expect(() => readBmp(bitmap(input))).toThrow(expect.objectContaining({ fault }))
})
