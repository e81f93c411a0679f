import { startEmbeddedPostgres } from '@cartwright/embedded-postgres/start-embedded-postgres'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'

import { migrate } from '../migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that test databases are made on; its database is the migrated template's parent. */
    postgresUrl: string
  }
}

export const TEMPLATE_DATABASE = 'cartwright_template'

/** Starts one PostgreSQL for the whole test run (or takes the one TEST_POSTGRES_URL names) and
 *  migrates the template that every test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_POSTGRES_URL']
  const server = given === undefined ? await startEmbeddedPostgres({ durable: false }) : null
  const url = server?.url ?? given ?? ''
  await createTemplate(url)
  project.provide('postgresUrl', url)
  return async () => {
    await server?.stop()
  }
}

async function createTemplate(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`drop database if exists ${TEMPLATE_DATABASE}`)
  await client.query(`create database ${TEMPLATE_DATABASE}`)
  await client.end()
  const template = new URL(url)
  template.pathname = `/${TEMPLATE_DATABASE}`
  await migrate(template.href)
}
