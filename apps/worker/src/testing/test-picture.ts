import { crc32, deflateSync } from 'node:zlib'

/** A PNG whose every row is made by the given function: one byte of red, green and blue a pixel. */
export function pngOf(
  width: number,
  height: number,
  pixel: (at: number) => number = (at) => (at * 7) % 256,
): Buffer {
  const rowBytes = 1 + width * 3
  const rows = Buffer.alloc(rowBytes * height)
  for (let at = 0; at < rows.length; at += 1) {
    // Each row begins with the number of its filter: none.
    rows[at] = at % rowBytes === 0 ? 0 : pixel(at)
  }
  return png(width, height, deflateSync(rows))
}

/** A PNG that claims to be this large, while holding next to nothing. */
export function pngBomb(width: number, height: number): Buffer {
  return png(width, height, deflateSync(Buffer.alloc(100)))
}

function png(width: number, height: number, data: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits each of red, green and blue.
  header.set([8, 2, 0, 0, 0], 8)
  const parts = [chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length, 0)
  named.copy(whole, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}
