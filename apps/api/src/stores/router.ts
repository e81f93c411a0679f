import { createApiKey } from './keys/create-api-key.ts'
import { listApiKeys } from './keys/list-api-keys.ts'
import { revokeApiKey } from './keys/revoke-api-key.ts'
import { rotateApiKey } from './keys/rotate-api-key.ts'
import { getDashboard } from './profile/get-dashboard.ts'
import { updateStore } from './profile/update-store.ts'
import { createShippingZone } from './shipping/create-shipping-zone.ts'
import { deleteShippingZone } from './shipping/delete-shipping-zone.ts'
import { listShippingZones } from './shipping/list-shipping-zones.ts'
import { updateShippingZone } from './shipping/update-shipping-zone.ts'
import { createAccountLink } from './stripe/create-account-link.ts'
import { createDashboardLink } from './stripe/create-dashboard-link.ts'
import { getStripeStatus } from './stripe/get-stripe-status.ts'
import { resetStripe } from './stripe/reset-stripe.ts'
import { createTaxRate } from './tax/create-tax-rate.ts'
import { deleteTaxRate } from './tax/delete-tax-rate.ts'
import { listTaxRates } from './tax/list-tax-rates.ts'
import { updateTaxRate } from './tax/update-tax-rate.ts'
import { createToken } from './tokens/create-token.ts'
import { listTokens } from './tokens/list-tokens.ts'
import { revokeToken } from './tokens/revoke-token.ts'
import { rotateToken } from './tokens/rotate-token.ts'

/** What an operator does with the store itself. */
export const adminStores = {
  store: { dashboard: getDashboard, update: updateStore },
  stripe: {
    status: getStripeStatus,
    accountLink: createAccountLink,
    dashboardLink: createDashboardLink,
    reset: resetStripe,
  },
  tokens: { list: listTokens, create: createToken, rotate: rotateToken, revoke: revokeToken },
  apiKeys: { list: listApiKeys, create: createApiKey, rotate: rotateApiKey, revoke: revokeApiKey },
  shippingZones: {
    list: listShippingZones,
    create: createShippingZone,
    update: updateShippingZone,
    delete: deleteShippingZone,
  },
  taxRates: {
    list: listTaxRates,
    create: createTaxRate,
    update: updateTaxRate,
    delete: deleteTaxRate,
  },
}
