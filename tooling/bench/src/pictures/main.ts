import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

import { copiesBySharp } from './copies-by-sharp.ts'
import { copiesByWorker } from './copies-by-worker.ts'

// One turn of one side, a process of its own: neither inherits the other's settings of sharp. The
// pictures are gone through once to warm up, then from first to last until the time is over.

const { SIDE, PATHS = '', SECONDS } = process.env
const side = SIDE === 'worker' ? copiesByWorker : copiesBySharp
const pictures = await Promise.all(PATHS.split(':').map((path) => readFile(path)))

const hash = createHash('sha256')
for (const picture of pictures) {
  const { placeholder, files } = await side(picture)
  hash.update(placeholder)
  for (const file of files) hash.update(file)
}

const beganAt = performance.now()
let done = 0
while (performance.now() - beganAt < Number(SECONDS) * 1000) {
  for (const picture of pictures) await side(picture)
  done += pictures.length
}
const perSecond = done / ((performance.now() - beganAt) / 1000)
process.send?.({ type: 'turn', perSecond, digest: hash.digest('hex') })
