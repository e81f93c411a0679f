import { randomBytes } from 'node:crypto'

// Fills nothing; tells credentials that differ each time it runs.
const random = () => randomBytes(8).toString('hex')
process.send?.({
  type: 'shop',
  shop: {
    operator: { email: 'demo@example.com', password: random() },
    storeId: random(),
    storefrontToken: `sft_${random()}`,
    apiKey: `sk_live_${random()}`,
  },
})
