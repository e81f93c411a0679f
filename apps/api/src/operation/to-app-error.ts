import { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'

import { AppError } from './app-error.ts'
import { inputIssues } from './parse-input.ts'

/** Which error of the catalogue is this? Anything that is not one, nor a refused input, is a bug of
 *  ours and becomes `internal_error`, which tells the caller nothing. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof TRPCError) return fromTrpc(error)
  return new AppError('internal_error', { cause: error })
}

function fromTrpc(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause
  if (error.code === 'BAD_REQUEST' && error.cause instanceof ZodError) {
    return new AppError('validation_failed', { issues: inputIssues(error.cause) })
  }
  if (isUnreadable(error)) return new AppError('invalid_json', { cause: error })
  if (error.code === 'PAYLOAD_TOO_LARGE') return new AppError('payload_too_large', { cause: error })
  if (error.code === 'UNSUPPORTED_MEDIA_TYPE') {
    return new AppError('unsupported_media_type', { cause: error })
  }
  if (error.code === 'NOT_FOUND' || error.code === 'METHOD_NOT_SUPPORTED') {
    return new AppError('not_found', { message: 'There is no such operation.', cause: error })
  }
  if (error.code === 'BAD_REQUEST') return new AppError('validation_failed', { cause: error })
  return new AppError('internal_error', { cause: error.cause ?? error })
}

/** tRPC throws what `JSON.parse` throws, as a bad request like any other. */
function isUnreadable({ code, cause }: TRPCError): boolean {
  return code === 'PARSE_ERROR' || (code === 'BAD_REQUEST' && cause instanceof SyntaxError)
}
