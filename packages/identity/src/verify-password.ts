import type { Identity } from './create-identity.ts'

interface PasswordCheck {
  readonly hash: string
  readonly password: string
}

/** Is this the password the hash was made of? Costs as much as hashing it. Throws when the hash has
 *  not the form `<salt>:<key>`. */
export async function verifyPassword(identity: Identity, check: PasswordCheck): Promise<boolean> {
  const auth = await identity.auth()
  const context = await auth.$context
  return context.password.verify({ hash: check.hash, password: check.password })
}
