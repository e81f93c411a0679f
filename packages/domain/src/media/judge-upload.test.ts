import { expect, test } from 'vitest'

import { judgeUpload, type UploadFacts } from './judge-upload.ts'

const png: UploadFacts = {
  declaredType: 'image/png',
  declaredSizeBytes: 100,
  maxBytes: 1000,
  sizeBytes: 100,
  sniffed: { kind: 'image', mimeType: 'image/png' },
}

const pdf = { kind: 'document', mimeType: 'application/pdf' }
const jpeg = { kind: 'image', mimeType: 'image/jpeg' }
const mp4 = { kind: 'video', mimeType: 'video/mp4' }

test.each<[string, Partial<UploadFacts>]>([
  ['exactly what was announced', {}],
  ['less than was announced', { sizeBytes: 1 }],
  ['as much as is taken', { declaredSizeBytes: null, sizeBytes: 1000 }],
  ['nothing announced', { declaredType: null, declaredSizeBytes: null }],
  ['bytes of no type announced', { declaredType: 'application/octet-stream' }],
  ['a type with parameters', { declaredType: 'Image/PNG; q=1' }],
  ['another name of the type', { declaredType: 'image/jpg', sniffed: jpeg }],
  ['a PDF', { declaredType: 'application/pdf', sniffed: pdf }],
  ['the same container by its other name', { declaredType: 'video/quicktime', sniffed: mp4 }],
])('takes %s', (_, change) => {
  expect(judgeUpload({ ...png, ...change })).toEqual({ verdict: 'accept' })
})

test.each<[string, Partial<UploadFacts>, string]>([
  ['nothing at all', { sizeBytes: 0 }, 'empty'],
  ['more than was announced', { sizeBytes: 101 }, 'too_large'],
  ['more than is taken', { declaredSizeBytes: 5000, sizeBytes: 1001 }, 'too_large'],
  ['bytes of no kind we know', { sniffed: null }, 'unsupported'],
  ['a document announced as a picture', { sniffed: pdf }, 'kind_mismatch'],
  ['a picture announced as a page', { declaredType: 'text/html' }, 'kind_mismatch'],
  ['one picture announced as another', { sniffed: jpeg }, 'type_mismatch'],
  ['one video announced as another', { declaredType: 'video/webm', sniffed: mp4 }, 'type_mismatch'],
])('refuses %s', (_, change, reason) => {
  expect(judgeUpload({ ...png, ...change })).toEqual({ verdict: 'reject', reason })
})
