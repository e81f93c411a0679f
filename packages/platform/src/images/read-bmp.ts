import { ImageError } from './image-error.ts'
import { maxPixels } from './image-limits.ts'

/** Pixels as libvips takes them: rows from the top, red, green, blue, alpha. */
export type RawPixels = {
  readonly width: number
  readonly height: number
  readonly rgba: Buffer
}

type BmpHeader = {
  readonly dataOffset: number
  readonly paletteOffset: number
  readonly width: number
  readonly height: number
  readonly isTopDown: boolean
  readonly bitsPerPixel: number
  readonly compression: number
}

const headerSizes = new Set([40, 52, 56, 108, 124])

const view = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Do these bytes begin a Windows bitmap, header structure included? */
export const isBmp = (bytes: Uint8Array): boolean =>
  bytes.length >= 54 &&
  bytes[0] === 0x42 &&
  bytes[1] === 0x4d &&
  headerSizes.has(view(bytes).readUInt32LE(14))

const readHeader = (file: Buffer): BmpHeader => {
  if (!isBmp(file)) throw new ImageError('unreadable', 'This is not a bitmap')
  const signedHeight = file.readInt32LE(22)
  return {
    dataOffset: file.readUInt32LE(10),
    paletteOffset: 14 + file.readUInt32LE(14),
    width: file.readInt32LE(18),
    height: Math.abs(signedHeight),
    isTopDown: signedHeight < 0,
    bitsPerPixel: file.readUInt16LE(28),
    compression: file.readUInt32LE(30),
  }
}

type Colour = readonly [red: number, green: number, blue: number]

const colourAt = (file: Buffer, header: BmpHeader, at: number): Colour => {
  const from = header.bitsPerPixel === 8 ? header.paletteOffset + file.readUInt8(at) * 4 : at
  if (from + 2 >= file.length) throw new ImageError('unreadable', 'The palette ends too early')
  return [file.readUInt8(from + 2), file.readUInt8(from + 1), file.readUInt8(from)]
}

const check = (file: Buffer, header: BmpHeader, rowBytes: number): void => {
  const { width, height } = header
  if (width < 1 || height < 1) throw new ImageError('unreadable', 'The bitmap has no size')
  if (width * height > maxPixels) throw new ImageError('too_many_pixels', 'Too many pixels')
  if (header.compression !== 0 || ![8, 24, 32].includes(header.bitsPerPixel)) {
    throw new ImageError('unsupported', 'Only uncompressed bitmaps of 8, 24 or 32 bits are read')
  }
  if (header.dataOffset + rowBytes * height > file.length) {
    throw new ImageError('unreadable', 'The bitmap ends too early')
  }
}

/** Width and height of a bitmap, without decoding it. */
export const describeBmp = (bytes: Uint8Array): { width: number; height: number } => {
  const { width, height } = readHeader(view(bytes))
  return { width, height }
}

/**
 * The pixels of an uncompressed bitmap, which libvips does not read. The fourth byte of 32-bit
 * pixels is ignored, as viewers do. Layout: Microsoft, BITMAPINFOHEADER.
 */
export const readBmp = (bytes: Uint8Array): RawPixels => {
  const file = view(bytes)
  const header = readHeader(file)
  const { width, height, bitsPerPixel } = header
  // Rows are padded to four bytes.
  const rowBytes = Math.ceil((width * bitsPerPixel) / 32) * 4
  check(file, header, rowBytes)
  const rgba = Buffer.alloc(width * height * 4, 0xff)
  for (let y = 0; y < height; y += 1) {
    const row = header.dataOffset + (header.isTopDown ? y : height - 1 - y) * rowBytes
    for (let x = 0; x < width; x += 1) {
      rgba.set(colourAt(file, header, row + (x * bitsPerPixel) / 8), (y * width + x) * 4)
    }
  }
  return { width, height, rgba }
}
