import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'

import { answerInProcess } from './answer-in-process.ts'

const kept: Buffer[] = []

const fill = (megabytes: number): void => {
  for (let each = 0; each < megabytes; each += 1) kept.push(Buffer.alloc(1024 * 1024, 1))
}

/** What the first byte asks for. */
answerInProcess(async ([wish]) => {
  if (wish === 1) for (;;);
  if (wish === 2) fill(4_000)
  if (wish === 3) return Object.keys(process.env)
  if (wish === 4) process.exit(1)
  if (wish === 5) fill(120)
  // Native code, at which no signal but one gets.
  if (wish === 7) await promisify(pbkdf2)('x', 'y', 2_000_000_000, 64, 'sha512')
  if (wish === 6) process.kill(process.pid, 'SIGKILL')
  return process.pid
})
