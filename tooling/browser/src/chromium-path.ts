import { access, constants } from 'node:fs/promises'

import { installPackages } from '@cartwright/debian-packages/install-packages'

const debianPath = '/usr/bin/chromium'
/** The font is that of the screenshots that are kept. */
const packages = ['chromium', 'fonts-dejavu-core'] as const

let found: Promise<string> | undefined

/**
 * Where is the browser that page tests drive? `CHROMIUM_PATH`, or Debian's, installed when it is
 * missing and we may.
 *
 * @throws MissingPackagesError with one sentence on what to install or set.
 */
export async function chromiumPath(): Promise<string> {
  return await (found ??= findChromium())
}

async function findChromium(): Promise<string> {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return given
  if (await canRun(debianPath)) return debianPath
  await installPackages([...packages], 'set CHROMIUM_PATH to a Chromium of yours')
  return debianPath
}

async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
