import type { Product } from './product.ts'

interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/** The Message-IDs of the mails that arrived for an address: one each, however often it was sent. */
export async function messageIdsTo(product: Product, address: string): Promise<readonly string[]> {
  const mails = await mailsTo(product, address)
  return [...new Set(mails.map(({ headers }) => headers['message-id'] ?? ''))]
}

/** The mails that arrived for an address, newest first. */
export async function mailsTo(product: Product, address: string): Promise<readonly Mail[]> {
  const response = await fetch(`${product.mailboxUrl}/email`)
  const mails = (await response.json()) as readonly Mail[]
  return mails.filter(({ to }) => to === address)
}
