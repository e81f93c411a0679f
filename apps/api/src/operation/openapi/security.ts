import type { CallerKind } from '../definition.ts'

export const securitySchemes = {
  userToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The token of a signed-in person, from login or signup.',
  },
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'A store API key, `sk_live_…`; the store is the key’s.',
  },
  storefrontToken: { type: 'apiKey', in: 'header', name: 'x-storefront-token' },
  keyHeader: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'A store API key, `sk_live_…`; the store is the key’s.',
  },
  embedSession: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The `session_token` of an embed session.',
  },
  serviceSignature: { type: 'apiKey', in: 'header', name: 'x-signature' },
  stripeSignature: { type: 'apiKey', in: 'header', name: 'stripe-signature' },
}

const schemesOf: Record<CallerKind, readonly (keyof typeof securitySchemes)[]> = {
  none: [],
  link: [],
  account: ['userToken'],
  operator: ['userToken', 'apiKey'],
  key: ['apiKey', 'userToken'],
  'x-api-key': ['keyHeader'],
  embed: ['embedSession'],
  storefront: ['storefrontToken'],
  internal: ['serviceSignature'],
  'stripe-signature': ['stripeSignature'],
}

/** What a caller of this kind must present: any one of these. */
export function securityOf(caller: CallerKind): Record<string, string[]>[] {
  return schemesOf[caller].map((scheme) => ({ [scheme]: [] }))
}
