import { randomBytes } from 'node:crypto'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'

import { writeInBlocks } from './write-in-blocks.ts'

const folder = await mkdtemp(join(tmpdir(), 'cartwright-blocks-'))
afterAll(() => rm(folder, { recursive: true }))
const path = join(folder, 'file')
const nothing = { before: () => undefined, after: () => undefined }

const withFile = async (flags: string, use: (file: FileHandle) => Promise<void>) => {
  await using file = await open(path, flags)
  await use(file)
}

test('all bytes are written in their order, however they are cut', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(sizes, async (lengths) => {
      const chunks = lengths.map((length) => randomBytes(length))
      await withFile('w', (file) =>
        pipeline(Readable.from(chunks, { objectMode: false }), writeInBlocks(file, nothing)),
      )
      expect(await readFile(path)).toEqual(Buffer.concat(chunks))
    }),
    { numRuns: 30 },
  )
})

test('a disk that does not write is unavailable', async () => {
  await writeFile(path, '')
  await withFile('r', async (file) => {
    const written = pipeline(Readable.from([Buffer.from('x')]), writeInBlocks(file, nothing))
    await expect(written).rejects.toMatchObject({ name: 'StorageError', kind: 'unavailable' })
  })
})

test('what a step throws is what fails, and nothing of its chunk is written', async () => {
  const before = (chunk: Uint8Array): void => {
    if (chunk.byteLength > 1) throw new RangeError('too long')
  }
  await withFile('w', async (file) => {
    const writer = writeInBlocks(file, { ...nothing, before })
    const source = Readable.from([Buffer.from('a'), Buffer.from('bc')])
    await expect(pipeline(source, writer)).rejects.toThrow(RangeError)
  })
  expect(['', 'a']).toContain(await readFile(path, 'utf8'))
})

test('however small its chunks, little of an upload waits for the disk', async () => {
  await withFile('w', async (file) => {
    const writer = writeInBlocks(file, nothing)
    let taken = 1
    while (writer.write(Buffer.from('x'))) taken += 1
    expect(taken).toBeLessThanOrEqual(16 * 1024)
    writer.end()
    await new Promise((resolve) => writer.once('close', resolve))
    expect((await readFile(path)).length).toBe(taken)
  })
})
