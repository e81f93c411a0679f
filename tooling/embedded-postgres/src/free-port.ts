import { createServer } from 'node:net'

/** Is nobody listening on this port of the loopback address? */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== null
}

/** A port of the loopback address nobody listens on: the wanted one if it is free, else any. */
export async function freePort(wanted?: number): Promise<number> {
  const port = (wanted === undefined ? null : await listenOnce(wanted)) ?? (await listenOnce(0))
  if (port === null) throw new Error('The system has no free port left on 127.0.0.1.')
  return port
}

async function listenOnce(port: number): Promise<number | null> {
  return await new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address !== null ? address.port : port
      server.close(() => resolve(bound))
    })
  })
}
