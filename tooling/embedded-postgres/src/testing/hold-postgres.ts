import { startEmbeddedPostgres } from '../start-embedded-postgres.ts'

// A program to be killed: holds the database of the folder named in its first argument and says so
// in one line of JSON.
const [, , dataDir = ''] = process.argv
const { url, port, pid } = await startEmbeddedPostgres({ durable: true, dataDir })
process.stdout.write(`${JSON.stringify({ url, port, pid })}\n`)
setInterval(() => undefined, 60_000)
