import type { Product } from './product.ts'

interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** The mails that arrived for an address, newest first. */
export async function mailsTo(product: Product, address: string): Promise<readonly Mail[]> {
  const response = await fetch(`${product.mailboxUrl}/email`)
  const mails = (await response.json()) as readonly Mail[]
  return mails.filter(({ to }) => to === address)
}
