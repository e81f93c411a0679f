import { randomInt } from 'node:crypto'

import { isPortFree } from '@cartwright/embedded-postgres/free-port'

import { S3ServerError } from './s3-server.ts'

const attempts = 50

/** A free port outside of the range from which systems serve outgoing connections: one of those
 *  would be taken by somebody else before a slow program comes round to listening on it. */
export async function quietPort(): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(20_000, 32_000)
    if (await isPortFree(port)) return port
  }
  throw new S3ServerError('The system has no free port left on 127.0.0.1.')
}
