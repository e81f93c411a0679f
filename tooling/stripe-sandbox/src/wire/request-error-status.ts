/** The status of an error that is the request's own fault, such as a body too large; null for ours. */
export function requestErrorStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null
  const { statusCode } = error
  return typeof statusCode === 'number' && statusCode < 500 ? statusCode : null
}
