/** A reason not to run that the person at the keyboard can act on: sentences, no stack. */
export class DevError extends Error {
  override readonly name = 'DevError'
}
