import { testFiles } from './test-files.ts'

/** A PDF of exactly this size. */
export function pdfOf(sizeBytes: number): Buffer {
  return Buffer.concat([testFiles.pdf, Buffer.alloc(sizeBytes - testFiles.pdf.length, 'x')])
}
