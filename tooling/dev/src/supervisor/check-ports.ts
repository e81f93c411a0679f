import { isPortFree } from '@cartwright/embedded-postgres/free-port'

import { DevError } from './dev-error.ts'
import type { DevSettings } from './dev-settings.ts'

/** @throws DevError naming every port of ours that somebody else listens on, and its setting. */
export async function checkPorts(settings: DevSettings): Promise<void> {
  const wanted = [
    { name: 'PORT', port: settings.apiPort },
    ...(settings.smtpUrl === null ? [{ name: 'MAILBOX_PORT', port: settings.mailboxPort }] : []),
    ...(settings.stripe === null ? [{ name: 'SANDBOX_PORT', port: settings.sandboxPort }] : []),
  ]
  const faults: string[] = []
  for (const { name, port } of wanted) {
    if (await isPortFree(port)) continue
    faults.push(`Port ${port} is taken: set ${name} to a free one, or stop what listens there.`)
  }
  if (faults.length > 0) throw new DevError(faults.join('\n'))
}
