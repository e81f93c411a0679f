import { FetchError, type FetchFault } from '@cartwright/platform/net/fetch-error'
import { parseFetchUrl } from '@cartwright/platform/net/parse-fetch-url'

import type { InputIssue } from '../../operation/app-error.ts'
import { invalidInput } from '../../operation/invalid-input.ts'

const messages: Readonly<Partial<Record<FetchFault, string>>> = {
  scheme: 'Must begin with https:// or http://',
  port: 'Must not name this port',
}

/** Refuses addresses that nobody would try, naming each: what the caller wrote wrong is told apart
 *  from what goes wrong on the way. */
export function checkUrls(urls: readonly string[], allowedPorts: readonly number[]): void {
  const issues = urls.flatMap((url, index) => issueOf(url, { index, allowedPorts }))
  if (issues.length > 0) invalidInput(...issues)
}

function issueOf(
  url: string,
  { index, allowedPorts }: { readonly index: number; readonly allowedPorts: readonly number[] },
): InputIssue[] {
  try {
    parseFetchUrl(url, null, allowedPorts)
    return []
  } catch (error) {
    if (!(error instanceof FetchError)) throw error
    const message = messages[error.reason] ?? 'Must be an absolute URL without credentials'
    return [{ path: ['urls', index], message }]
  }
}
