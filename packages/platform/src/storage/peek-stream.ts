import { Readable } from 'node:stream'

export type Peeked = {
  /** The first bytes; fewer than asked for only when the stream is shorter. */
  readonly head: Buffer
  /** The whole stream, first bytes included. */
  readonly stream: Readable
}

/**
 * Looks at the first bytes of a stream without losing them, so that a file's type can be decided
 * before it is stored. An error of the source, now or later, comes out of the returned stream too.
 */
export const peekStream = async (source: Readable, sizeBytes: number): Promise<Peeked> => {
  const chunks: Buffer[] = []
  let seen = 0
  const iterator: AsyncIterator<Buffer> = source.iterator({ destroyOnReturn: true })
  while (seen < sizeBytes) {
    const next = await iterator.next()
    if (next.done === true) break
    chunks.push(next.value)
    seen += next.value.length
  }
  async function* whole(): AsyncGenerator<Buffer> {
    yield* chunks
    yield* { [Symbol.asyncIterator]: () => iterator }
  }
  const stream = Readable.from(whole(), { objectMode: false })
  // A generator nobody started runs no `finally`, so the source is let go here.
  stream.once('close', () => source.destroy())
  return { head: Buffer.concat(chunks).subarray(0, sizeBytes), stream }
}
