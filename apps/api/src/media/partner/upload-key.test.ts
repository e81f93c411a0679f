import { isObjectKey } from '@cartwright/platform/storage/object-key'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { uploadKey } from './upload-key.ts'

const keyOf = (filename: string) =>
  uploadKey({
    shop: 'acme',
    folder: 'products',
    filename,
    suffix: 'a1b2c3d4',
    extension: 'jpg',
  })

test.each([
  ['kurti-emerald.jpg', 'kurti-emerald'],
  ['Kurti Émeraude.JPEG', 'kurti-emeraude'],
  ['archive.tar.gz', 'archive-tar'],
  ['no extension', 'no-extension'],
  ['সবুজ শাড়ি.png', 'file'],
  ['.jpg', 'file'],
  ['../../etc/passwd.png', 'etc-passwd'],
  ['a'.repeat(200), 'a'.repeat(60)],
  [`${'a'.repeat(59)}-b.png`, 'a'.repeat(59)],
])('%s is kept as %s', (filename, stem) => {
  expect(keyOf(filename)).toBe(`shops/acme/products/${stem}-a1b2c3d4.jpg`)
})

test('every name makes a key that storage takes, in the folder of its shop', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (filename) => {
      const key = keyOf(filename)
      expect(isObjectKey(key)).toBe(true)
      expect(key).toMatch(/^shops\/acme\/products\/[a-z0-9-]{1,60}-a1b2c3d4\.jpg$/)
    }),
  )
})
