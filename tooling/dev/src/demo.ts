import { randomBytes } from 'node:crypto'

import { playMainJob } from './demo/play-main-job.ts'
import { runningCopy } from './demo/running-copy.ts'
import { RestFailure } from './rest/rest-failure.ts'

// `npm run demo`: plays the main job against a copy that `npm start` runs, and tells each step. The
// last it prints is what the buyer's tracking page shows, as JSON.

try {
  const copy = runningCopy(process.env, process.cwd())
  process.stdout.write(`Playing the main job against ${copy.apiUrl}\n\n`)
  const seen = await playMainJob({
    copy,
    runId: randomBytes(3).toString('hex'),
    tell: (who, what) => process.stdout.write(`✓ ${who.padEnd(9)} ${what}\n`),
  })
  process.stdout.write(`\n${JSON.stringify(seen, null, 2)}\n`)
} catch (error) {
  if (!(error instanceof RestFailure)) throw error
  process.stderr.write(`✗ ${error.message}\n`)
  process.exitCode = 1
}
