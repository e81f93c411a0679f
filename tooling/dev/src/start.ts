import { join } from 'node:path'

import { migrate } from '@cartwright/db/migrate'

import { startDevelopment } from './supervisor/start-development.ts'

// `npm start`: the whole product on this machine. Each setting in the first column replaces a part.
//
//   DATABASE_URL                                an embedded PostgreSQL below DATA_DIR
//   STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRETS   the Stripe sandbox, at SANDBOX_PORT (4020)
//   SMTP_URL                                    the mailbox, its page at MAILBOX_PORT (4010)
//   S3_BUCKET and the other S3_ settings        the folder `storage` below DATA_DIR
//
// Besides: PORT (4000) and HOST (127.0.0.1) of the API, DATA_DIR (.data), LOG_LEVEL, and
// READY_FILE: written once everything is up, as `ready.json` in DATA_DIR always is.
// What the API and the worker are told in turn is in supervisor/child-environment.ts.

const root = join(import.meta.dirname, '..', '..', '..')

await startDevelopment({
  migrate,
  entries: {
    sandbox: join(root, 'tooling', 'stripe-sandbox', 'src', 'main.ts'),
    api: join(root, 'apps', 'api', 'src', 'main.ts'),
    worker: join(root, 'apps', 'worker', 'src', 'main.ts'),
    demoShop: join(import.meta.dirname, 'demo-shop', 'main.ts'),
  },
})
