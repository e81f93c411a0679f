import { join } from 'node:path'

import { migrate } from '@cartwright/db/migrate'

import { startDevelopment } from '../../supervisor/start-development.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..')

await startDevelopment({
  migrate,
  entries: {
    sandbox: join(root, 'tooling', 'stripe-sandbox', 'src', 'main.ts'),
    api: join(root, 'apps', 'api', 'src', 'main.ts'),
    worker: join(root, 'apps', 'worker', 'src', 'main.ts'),
    demoShop: join(import.meta.dirname, 'filler-killed-once.ts'),
  },
})
