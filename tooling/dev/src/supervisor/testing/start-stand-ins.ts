import { join } from 'node:path'

import { Client } from 'pg'

import { startDevelopment } from '../start-development.ts'

// The real supervisor, database and mailbox around stand-ins for the product's programs.
const here = (name: string) => join(import.meta.dirname, `stand-in-${name}.ts`)

await startDevelopment({
  migrate: async (databaseUrl) => {
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query('create table if not exists stores (id int)')
    await client.end()
  },
  entries: {
    sandbox: here('sandbox'),
    api: here('api'),
    worker: here('worker'),
    demoShop: here('demo-shop'),
  },
})
