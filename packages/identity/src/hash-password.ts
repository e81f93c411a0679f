import type { Identity } from './create-identity.ts'

/** A password as it is stored: `<salt>:<scrypt key>` in hexadecimal, about 50 ms of work off the
 *  main thread. */
export async function hashPassword(identity: Identity, password: string): Promise<string> {
  const auth = await identity.auth()
  const context = await auth.$context
  return context.password.hash(password)
}
