import type { Ready } from './ready-file.ts'

/** What a person reads once everything is up. */
export function summary(ready: Ready): string {
  const rows: [label: string, value: string | null][] = [
    ['API', ready.apiUrl],
    ['API reference', ready.docsUrl],
    ['Mailbox', ready.mailboxUrl],
    ['Stripe sandbox', ready.sandboxUrl],
    ['Operator', ready.operator === null ? null : ready.operator.email],
    ['Password', ready.operator === null ? null : ready.operator.password],
    ['Store id', ready.storeId],
    ['Storefront token', ready.storefrontToken],
    ['API key', ready.apiKey],
  ]
  const lines = rows.flatMap(([label, value]) =>
    value === null ? [] : [`  ${label.padEnd(17)} ${value}`],
  )
  return ['', 'Cartwright is running. Ctrl-C stops it.', '', ...lines, ...trial(ready), ''].join(
    '\n',
  )
}

function trial({ apiUrl, storefrontToken }: Ready): string[] {
  if (storefrontToken === null) return []
  const header = `-H 'x-storefront-token: ${storefrontToken}'`
  return ['', 'Try:', `  curl ${header} '${apiUrl}/api/v1/storefront/products?limit=3'`]
}
