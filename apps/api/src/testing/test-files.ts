/** The beginnings of files of every kind, which is all that the API looks at. */
export const testFiles = {
  jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
  gif: Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64'),
  webp: Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'),
  avif: container('avif'),
  svg: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><script>alert(1)</script><rect width="40" height="20"/></svg>',
  ),
  bmp: bitmap(),
  mp4: container('isom'),
  quicktime: container('qt  '),
  webm: Buffer.concat([Buffer.from('1a45dfa38b42868101428284', 'hex'), Buffer.from('webm')]),
  pdf: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
  zip: Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex'),
  html: Buffer.from('<!doctype html><script>alert(1)</script>'),
} as const

/** A file that begins with the brand of its ISO container. */
function container(brand: string): Buffer {
  const box = Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mp41`, 'latin1')
  return Buffer.concat([box, Buffer.alloc(32)])
}

function bitmap(): Buffer {
  const bytes = Buffer.alloc(58)
  bytes.write('BM')
  bytes.writeUInt32LE(54, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(1, 18)
  bytes.writeInt32LE(1, 22)
  return bytes
}
