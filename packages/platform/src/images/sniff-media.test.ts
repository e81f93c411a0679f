import sharp from 'sharp'
import { expect, test } from 'vitest'

import { sniffMedia } from './sniff-media.ts'

const ftyp = (brand: string): Buffer =>
  Buffer.concat([
    Buffer.from([0, 0, 0, 0x18]),
    Buffer.from(`ftyp${brand}`),
    Buffer.from([0, 0, 2, 0]),
    Buffer.from(`${brand}mp41`),
  ])

const bmp = (headerSize: number): Buffer => {
  const bytes = Buffer.alloc(58)
  bytes.write('BM')
  bytes.writeUInt32LE(headerSize, 14)
  return bytes
}

const webm = Buffer.concat([
  Buffer.from('1a45dfa3', 'hex'),
  Buffer.from([0x8b]),
  Buffer.from('42868101', 'hex'),
  Buffer.from('428284', 'hex'),
  Buffer.from('webm'),
  Buffer.alloc(32),
])

const dot = { create: { width: 2, height: 2, channels: 3, background: 'red' } } as const

test.each(['jpeg', 'png', 'gif', 'webp', 'avif'] as const)('a %s is recognised', async (format) => {
  const bytes = await sharp(dot).toFormat(format).toBuffer()
  expect(await sniffMedia(bytes)).toMatchObject({ kind: 'image', mimeType: `image/${format}` })
})

test.each([
  ['video/mp4', 'mp4', ftyp('isom')],
  ['video/quicktime', 'mov', ftyp('qt  ')],
  ['video/webm', 'webm', webm],
  ['application/pdf', 'pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n')],
  ['image/bmp', 'bmp', bmp(40)],
  ['image/bmp', 'bmp', bmp(124)],
])('%s is recognised', async (mimeType, extension, bytes) => {
  expect(await sniffMedia(bytes)).toMatchObject({ mimeType, extension })
})

test.each([
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '\ufeff<?xml version="1.0"?>\n<!-- made by hand --><svg>',
  '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x/svg11.dtd"><svg\n>',
])('an SVG text is recognised: %j', async (text) => {
  expect(await sniffMedia(Buffer.from(text))).toEqual({
    kind: 'image',
    mimeType: 'image/svg+xml',
    extension: 'svg',
  })
})

test('an SVG cut in the middle of a character is still one', async () => {
  const bytes = Buffer.from('<svg><title>ä')
  expect(await sniffMedia(bytes.subarray(0, -1))).toMatchObject({ extension: 'svg' })
})

test.each([
  ['nothing', ''],
  ['plain text', 'Not a picture at all.'],
  ['text that begins like a bitmap', 'BMW parts list, sorted by price and model year, page one.'],
  ['HTML', '<!DOCTYPE html><html><svg></svg></html>'],
  ['HTML with a comment', '<!-- x --><html><svg/></html>'],
  ['XML of another kind', '<?xml version="1.0"?><rss/>'],
  ['an element that only begins like svg', '<svgx/>'],
  ['SVG with entities', '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>'],
  ['an unclosed comment', '<!-- <svg>'],
  ['SVG in UTF-16', Buffer.from('\ufeff<svg/>', 'utf16le').toString('latin1')],
  ['a program', '\u007fELF\u0002\u0001\u0001'],
  ['a script', '#!/bin/sh\n'],
  ['a ZIP', 'PK\u0003\u0004\u0014\u0000'],
  ['an MP3', 'ID3\u0003\u0000'],
])('%s is refused', async (_name, text) => {
  expect(await sniffMedia(Buffer.from(text, 'latin1'))).toBeNull()
})
