import { expect, test } from 'vitest'

import { countPages } from './count-pages.ts'

const pdf = (pages: number, { count = pages, trailer = '' } = {}): Buffer => {
  const kids = Array.from({ length: pages }, (_, index) => `${index + 3} 0 R`)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${count} >>`,
    ...kids.map(() => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>'),
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  const end = `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text + table + end)
}

test.each([1, 3, 40])('a PDF of %i pages has as many', async (pages) => {
  expect(await countPages(pdf(pages))).toBe(pages)
})

test('the bytes given are still there afterwards', async () => {
  const bytes = pdf(2)
  await countPages(bytes)
  expect(bytes).toEqual(pdf(2))
})

const encrypted =
  `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'00'.repeat(32)}> >>` +
  ' /ID [<00> <00>]'

test.each([
  ['an encrypted one', pdf(2, { trailer: encrypted })],
  ['half of one', pdf(3).subarray(0, 60)],
  ['an empty one', Buffer.from('%PDF-1.7\n')],
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('no PDF at all')],
  ['too large a one', Buffer.alloc(25 * 1024 * 1024 + 1)],
])('%s does not tell', async (_name, bytes) => {
  expect(await countPages(bytes)).toBeNull()
})
