import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { writePrivateFile } from '@cartwright/embedded-postgres/private-file'
import { z } from 'zod'

const memory = z.object({
  /** What every idempotency key begins with. */
  seed: z.string().min(1),
  email: z.string().min(1),
  password: z.string().min(10),
})

/** What a filling that was cut short leaves to the next one, so that nothing is made twice. */
export type ShopMemory = Readonly<z.infer<typeof memory>>

/** The memory in the data folder; made up, and kept for its owner only, when there is none. */
export function shopMemory(dataDir: string): ShopMemory {
  const file = join(dataDir, 'demo-shop.memory.json')
  if (existsSync(file)) return memory.parse(JSON.parse(readFileSync(file, 'utf8')))
  const made: ShopMemory = {
    seed: randomBytes(8).toString('hex'),
    email: 'demo@fernandflint.example',
    password: randomBytes(12).toString('base64url'),
  }
  writePrivateFile(file, `${JSON.stringify(made, null, 2)}\n`)
  return made
}
