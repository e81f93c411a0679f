import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below the range that systems take client ports from, so that no outgoing connection of a test
// running beside this one can sit on a port that was found free.
const FIRST = 20_000
const LAST = 32_000

/** A port of 127.0.0.1 that nobody listens on, for a program that is told its port. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(FIRST, LAST)
    if (await isFree(port)) return port
  }
  throw new Error('Found no free port.')
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
