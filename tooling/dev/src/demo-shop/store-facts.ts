/** The demo shop's own facts. */
export const storeFacts = {
  ownerName: 'Robin Fern',
  storeName: 'Fern & Flint',
  currency: 'GBP',
  country: 'GB',
} as const

/** What the operator fills in after signing up, as `PATCH /api/v1/admin/store` takes it. */
export const storeSettings = {
  description:
    'A workshop shared by a potter, two weavers, a silversmith and a printer in an old mill in Hebden Bridge, West Yorkshire. Everything here was made within fifty miles of it.',
  supportEmail: 'hello@fernandflint.example',
  locale: 'en-GB',
  taxIncluded: true,
  policies: {
    returns:
      'Send anything back within 30 days, unused and in its box, and we refund what you paid. Personalised pieces are made for you alone, so we can only take them back when we got something wrong.',
    privacy:
      'We keep your name, your address and your order for as long as the law asks us to, and your e-mail address for our letter only if you ask for it. We sell nothing about you to anybody.',
    terms:
      'Prices are in pounds and include VAT. Made-to-order pieces leave the workshop within ten days, everything else within two. The pieces are ours until they are paid and yours from then on.',
  },
  email: { fromName: 'Fern & Flint', fromAddress: 'orders@fernandflint.example' },
} as const

/** VAT is in the prices of everything, postage included. Basis points: 2000 is 20 %. */
export const taxRates = [
  { name: 'VAT', country: 'GB', rateBasisPoints: 2000, appliesToShipping: true },
] as const

/** Prices in pence, weights in grams; "*" is every country no other zone names. */
export const shippingZones = [
  {
    name: 'United Kingdom',
    countries: ['GB'],
    methods: [
      {
        name: 'Tracked 48',
        description: 'Two to three working days; free from £50',
        price: 395,
        freeAbove: 5000,
        estimatedDays: { min: 2, max: 3 },
      },
      {
        name: 'Tracked 24',
        description: 'Next working day if you order before noon',
        price: 595,
        estimatedDays: { min: 1, max: 2 },
      },
    ],
  },
  {
    name: 'Rest of the world',
    countries: ['*'],
    methods: [
      {
        name: 'International tracked',
        description: 'Up to 2 kg; duties are paid on arrival',
        price: 1450,
        maxWeightGrams: 2000,
        estimatedDays: { min: 5, max: 12 },
      },
      {
        name: 'International parcel',
        description: 'Over 2 kg; duties are paid on arrival',
        price: 3200,
        minWeightGrams: 2001,
        estimatedDays: { min: 7, max: 18 },
      },
    ],
  },
] as const
