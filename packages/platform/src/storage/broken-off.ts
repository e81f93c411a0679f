import type { IncomingMessage } from 'node:http'

/** Did the sender of a request go away before all of it was read here? Once a request is closed, what
 *  it still had to give is gone, also when the sender had sent everything (`complete`). */
export const isBrokenOff = (request: IncomingMessage): boolean =>
  request.destroyed && !request.readableEnded

/** Calls `stop` once a request breaks off; at once when it already has. */
export const onceBrokenOff = (request: IncomingMessage, stop: () => void): void => {
  if (isBrokenOff(request)) return stop()
  request.once('close', () => {
    if (isBrokenOff(request)) stop()
  })
}
