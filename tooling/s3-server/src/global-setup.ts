import type { ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'

import type { TestProject } from 'vitest/node'

import { S3_DESK } from './s3-desk.ts'
import type { S3Access } from './s3-server.ts'
import { accessOf, endServer, forkServer } from './server-process.ts'

/** One S3 server for the whole test run: the one S3_ENDPOINT names, or one that is started here,
 *  beside everything else. Files that need none do not wait for it, and a run of chosen files
 *  starts it only when one of them asks. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let child: ChildProcess | undefined
  let access: Promise<S3Access> | undefined
  const open = async (): Promise<S3Access> => {
    const given = givenAccess()
    if (given !== null) return given
    child = forkServer()
    return await accessOf(child)
  }
  const answer = async (): Promise<{ readonly status: number; readonly text: string }> => {
    try {
      return { status: 200, text: JSON.stringify(await (access ??= open())) }
    } catch (error) {
      return { status: 503, text: error instanceof Error ? error.message : String(error) }
    }
  }
  const desk = createServer((_, response) => {
    void answer().then(({ status, text }) => response.writeHead(status).end(text))
  })
  await new Promise<void>((resolve) => {
    desk.listen(0, '127.0.0.1', resolve)
  })
  const address = desk.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  project.provide(S3_DESK, `http://127.0.0.1:${port}`)
  if (isWholeRun()) void answer()
  return async () => {
    desk.closeAllConnections()
    desk.close()
    if (child !== undefined) await endServer(child)
  }
}

function isWholeRun(): boolean {
  return process.argv.slice(2).every((word) => word === 'run' || word.startsWith('-'))
}

const text = (name: string): string => process.env[name] ?? ''

function givenAccess(): S3Access | null {
  const endpoint = text('S3_ENDPOINT')
  if (endpoint === '') return null
  return {
    endpoint: endpoint.replace(/\/$/, ''),
    region: text('S3_REGION') || 'us-east-1',
    accessKeyId: text('S3_ACCESS_KEY_ID'),
    secretAccessKey: text('S3_SECRET_ACCESS_KEY'),
  }
}
