import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

import { expect, test } from 'vitest'

import { peekStream } from './peek-stream.ts'

const chunked = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)))

test.each([
  [4, '0123'],
  [0, ''],
  [10, '0123456789'],
  [99, '0123456789'],
])('the first %d bytes are seen and nothing is lost', async (sizeBytes, head) => {
  const peeked = await peekStream(chunked('012', '345', '6789'), sizeBytes)
  expect(peeked.head.toString()).toBe(head)
  expect(await text(peeked.stream)).toBe('0123456789')
})

test('an empty stream stays empty', async () => {
  const peeked = await peekStream(chunked(), 4)
  expect(peeked.head).toHaveLength(0)
  expect(await text(peeked.stream)).toBe('')
})

test('a source that breaks later breaks the stream', async () => {
  const source = Readable.from(
    (function* () {
      yield Buffer.from('0123')
      throw new Error('connection reset')
    })(),
  )
  const peeked = await peekStream(source, 2)
  await expect(text(peeked.stream)).rejects.toThrow('connection reset')
})

test('a source that breaks at once is an error at once', async () => {
  const source = new Readable({ read: () => source.destroy(new Error('reset')) })
  await expect(peekStream(source, 2)).rejects.toThrow('reset')
})

test('giving up the stream gives up the source', async () => {
  const source = chunked('0123', '4567')
  const { stream } = await peekStream(source, 2)
  stream.resume()
  stream.destroy()
  await expect.poll(() => source.destroyed).toBe(true)
})
