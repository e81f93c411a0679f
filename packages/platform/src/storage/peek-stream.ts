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
  // What breaks while nobody reads must be found by who reads next, also when it was only emitted.
  source.once('error', (error) => source.destroy(error))
  const chunks: Buffer[] = []
  let seen = 0
  for await (const chunk of source.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    seen += chunk.length
    if (seen >= sizeBytes) break
  }
  const begin = Buffer.concat(chunks)
  const head = begin.subarray(0, sizeBytes)
  // Nothing can be put back into a stream that was read to its end.
  if (source.readableEnded) return { head, stream: Readable.from([begin], { objectMode: false }) }
  source.unshift(begin)
  return { head, stream: source }
}
