import { type ClusterHome, durableHome, passingHome } from './cluster-home.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { ensureDatabase } from './ensure-database.ts'
import { enterableBinaries } from './enterable-binaries.ts'
import { freePort, isPortFree } from './free-port.ts'
import { initCluster, roleName } from './init-cluster.ts'
import { nativeBinaries } from './native-binaries.ts'
import { type RunAccount, runAccount } from './run-account.ts'
import {
  type ServerExit,
  type ServerProcess,
  ServerStartError,
  startServer,
} from './server-process.ts'
import { stopOrphan } from './stop-orphan.ts'
import { watchOver } from './watchdog.ts'

export type EmbeddedPostgresOptions = {
  /** Fixed port on 127.0.0.1. Default: the one of the last start if still free, else any free one. */
  readonly port?: number
  /** Gets every line the server writes. Default: dropped. */
  readonly log?: (line: string) => void
  /** Where binaries and data go that root's stand-in cannot reach. Default: below /var/lib. */
  readonly sharedDir?: string
} & (
  | { readonly durable: true; /** Created when missing. */ readonly dataDir: string }
  /** For tests: nothing is flushed to disk, and the data are removed at the end. */
  | { readonly durable: false }
)

export type EmbeddedPostgres = {
  /** Of the database `cartwright`, with its password: never log it. */
  readonly url: string
  readonly port: number
  readonly pid: number
  /** Settles when the server has ended, asked to or not. */
  readonly exited: Promise<ServerExit>
  readonly stop: () => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/**
 * Starts a real PostgreSQL 18 on 127.0.0.1 from the binaries in `node_modules`, as an ordinary user
 * or as root. With `durable` a second start resumes the data in `dataDir`, also after a crash.
 *
 * It ends when `stop` is called and when this process dies.
 *
 * @throws EmbeddedPostgresError with one sentence a person can act on.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const account = await runAccount()
  const binaries = await enterableBinaries(nativeBinaries(), account, options.sharedDir)
  const home = options.durable ? await durableHome(options, account) : await passingHome(account)
  try {
    const data = await initCluster({ ...home, binaries, account, durable: options.durable })
    await stopOrphan(data)
    const wanted = options.port ?? home.lastPort
    const server = await startOnFreePort(options, wanted, async (port) => ({
      port,
      process: await startServer({
        binaries,
        data,
        account,
        port,
        durable: options.durable,
        log: options.log ?? (() => undefined),
      }),
    }))
    home.rememberPort(server.port)
    return await guard({ ...server, home, account })
  } catch (error) {
    await home.leave()
    throw error
  }
}

type StartedServer = { readonly port: number; readonly process: ServerProcess }

async function startOnFreePort(
  options: { readonly port?: number },
  wanted: number | undefined,
  start: (port: number) => Promise<StartedServer>,
): Promise<StartedServer> {
  if (options.port !== undefined && !(await isPortFree(options.port))) {
    throw new EmbeddedPostgresError(`Port ${options.port} for PostgreSQL is taken.`)
  }
  // A server that was killed leaves processes behind which take a moment to notice.
  const until = Date.now() + 15_000
  for (;;) {
    try {
      return await start(await freePort(wanted))
    } catch (error) {
      const again = error instanceof ServerStartError && error.reason !== 'other'
      if (!again || options.port !== undefined || Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

async function guard(
  started: StartedServer & { readonly home: ClusterHome; readonly account: RunAccount | null },
): Promise<EmbeddedPostgres> {
  const { process: server, home, account, port } = started
  const callOff = watchOver({ pid: server.pid, account, removeAfter: home.removeAfter })
  let stopping: Promise<void> | undefined
  const exited = server.exited.then((exit) => {
    callOff()
    return exit
  })
  const stop = async () => await (stopping ??= server.stop().then(async () => await home.leave()))
  const url = `postgresql://${roleName}:${home.password}@127.0.0.1:${port}/${roleName}`
  try {
    await ensureDatabase(url, roleName)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, port, pid: server.pid, exited, stop, [Symbol.asyncDispose]: stop }
}
