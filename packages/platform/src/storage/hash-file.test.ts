import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

import { hashFile, hashingBy } from './hash-file.ts'

const withFile = async <Answer>(bytes: Buffer, use: (path: string) => Promise<Answer>) => {
  const folder = await mkdtemp(join(tmpdir(), 'cartwright-hash-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const hashAt = async (path: string, sizeBytes: number, hash = hashFile): Promise<string> => {
  await using file = await open(path)
  return await hash(file, sizeBytes)
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test.each([0, 1, 256 * 1024, 256 * 1024 + 1, 1_000_003])('the hash of %i bytes', async (size) => {
  const bytes = randomBytes(size)
  expect(await withFile(bytes, (path) => hashAt(path, size))).toBe(sha256(bytes))
})

test('files asked for at the same time each get their own hash', async () => {
  const bytes = randomBytes(600_000)
  const sizes = Array.from({ length: 40 }, (_, index) => 600_000 - index * 12_345)
  const hashes = await withFile(bytes, (path) =>
    Promise.all(sizes.map((size) => hashAt(path, size))),
  )
  expect(hashes).toEqual(sizes.map((size) => sha256(bytes.subarray(0, size))))
})

test('a file that is shorter than it should be fails alone', async () => {
  const bytes = randomBytes(10)
  const [short, whole] = await withFile(bytes, (path) =>
    Promise.allSettled([hashAt(path, 11), hashAt(path, 10)]),
  )
  expect(short).toMatchObject({ reason: new Error('The file ends after 10 of 11 bytes') })
  expect(whole).toMatchObject({ value: sha256(bytes) })
})

test('a thread that dies fails what waited for it, and the next file gets another', async () => {
  const hash = hashingBy(new URL('./hash-file.fixture.ts', import.meta.url))
  const bytes = randomBytes(13)
  await withFile(bytes, async (path) => {
    expect(await hashAt(path, 1, hash)).toBe('the same')
    const asked = await Promise.allSettled([hashAt(path, 13, hash), hashAt(path, 2, hash)])
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await hashAt(path, 3, hash)).toBe('the same')
  })
})

test('a process that has hashed is not kept alive by the thread, and waits for its answer', async () => {
  const program = `
    import { open } from 'node:fs/promises'
    import { hashFile, hashingBy } from '${new URL('./hash-file.ts', import.meta.url).href}'
    const file = await open(process.argv[1])
    console.log(await hashFile(file, 3))
    await file.close()`
  const args = (path: string) => ['--input-type=module', '--eval', program, path]
  const { stdout } = await withFile(Buffer.from('abc'), (path) =>
    promisify(execFile)(process.execPath, args(path), { timeout: 20_000 }),
  )
  expect(stdout.trim()).toBe(sha256(Buffer.from('abc')))
})
