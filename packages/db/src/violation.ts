/** Which unique, check or foreign-key constraint did this error break? Null when it is another kind
 *  of error. Constraint names are part of the schema, so matching them is matching a code. */
export function violatedConstraint(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('constraint' in error)) return null
  const isIntegrity = typeof error.code === 'string' && error.code.startsWith('23')
  return isIntegrity && typeof error.constraint === 'string' ? error.constraint : null
}

const DEADLOCK = '40P01'
const SERIALISATION_FAILURE = '40001'

/** Did this transaction merely lose to another one, so that running it again may succeed? */
export function isTransientConflict(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === DEADLOCK || error.code === SERIALISATION_FAILURE)
  )
}
