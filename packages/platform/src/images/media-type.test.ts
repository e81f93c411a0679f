import { expect, it } from 'vitest'

import { mediaTypeOf } from './media-type.ts'

it.each([
  ['image/png', 'image/png', 'png'],
  ['IMAGE/JPEG', 'image/jpeg', 'jpg'],
  ['image/jpg', 'image/jpeg', 'jpg'],
  ['image/apng', 'image/png', 'png'],
  ['image/svg+xml; charset=utf-8', 'image/svg+xml', 'svg'],
  ['application/pdf', 'application/pdf', 'pdf'],
])('takes %s', (name, mimeType, extension) => {
  expect(mediaTypeOf(name)).toMatchObject({ mimeType, extension })
})

it.each([
  '',
  'image',
  'image/tiff',
  'text/html',
  'constructor',
  '__proto__',
  'image/png,text/html',
])('takes no %s', (name) => {
  expect(mediaTypeOf(name)).toBeNull()
})
