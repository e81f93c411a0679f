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

test.each([
  ['a script', 'GIF89a=1;/*\u0000\u0000*/alert(1)', 'image/gif'],
  ['a page', 'GIF89a<script>alert(1)</script>', 'image/gif'],
  ['a page', '%PDF-1.4\n<html><script>alert(1)</script></html>', 'application/pdf'],
])('a file that is %s as well is what it begins as', async (_name, text, mimeType) => {
  expect(await sniffMedia(Buffer.from(text, 'latin1'))).toMatchObject({ mimeType })
})

test.each([
  ['a PDF behind a page', '<html><!--\n%PDF-1.4\n'],
  ['a PDF behind spaces', '\n\n%PDF-1.4\n'],
  ['a PDF behind a byte order mark', '\u00ef\u00bb\u00bf%PDF-1.4\n'],
  ['a PDF of no version', '%PDF<html>'],
  ['a GIF behind a byte order mark', '\u00ef\u00bb\u00bfGIF89a'],
  ['a GIF of no version', 'GIF=1;alert(1)'],
  ['a PNG behind the tags of a song', 'ID3\u0004\0\0\0\0\0\0\u0089PNG\r\n\u001a\n'],
])('%s is refused', async (_name, text) => {
  const long = Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(64)])
  expect(await sniffMedia(long)).toBeNull()
})

test('neither name nor declared type have a say: the bytes of a page stay a page', async () => {
  expect(await sniffMedia(Buffer.from('<!doctype html><title>cat.png</title>'))).toBeNull()
  expect(await sniffMedia(Buffer.from('Content-Type: image/png\r\n\r\n'))).toBeNull()
})

test('no byte at all, or zeros, are nothing', async () => {
  expect(await sniffMedia(new Uint8Array())).toBeNull()
  expect(await sniffMedia(new Uint8Array(1))).toBeNull()
  expect(await sniffMedia(new Uint8Array(8192))).toBeNull()
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
