import type { IncomingMessage } from 'node:http'

/** Did a request that is closed bring all it promised, or did it break off? */
export const hasArrived = (request: IncomingMessage): boolean =>
  request.complete || request.readableEnded
