import type { Socket } from 'node:net'

import { AppError } from './app-error.ts'
import { house } from './dialects/house.ts'

/** Answers bytes that are no HTTP request, or not a whole one in time, and hangs up. They never
 *  become a request, so no hook sees them and the answer is written by hand. */
export function refuseMalformedHttp(
  error: Error & { readonly code?: string },
  socket: Socket,
  requestId: string,
): void {
  if (socket.destroyed || error.code === 'ECONNRESET') return
  if (!socket.writable) return void socket.destroy()
  const failure = failureOf(error.code)
  const body = JSON.stringify(house.error(failure, requestId).body)
  const head = [
    `HTTP/1.1 ${failure.status} Refused`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function failureOf(code: string | undefined): AppError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new AppError('payload_too_large', { message: 'The headers are larger than 16 KB.' })
  }
  const isLate = code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const message = isLate ? 'The request did not arrive in time.' : 'This is not an HTTP request.'
  return new AppError('validation_failed', { message })
}
