import { auth } from './auth/router.ts'
import { storefrontCart } from './carts/router.ts'
import { storefrontCheckout } from './checkout/router.ts'
import { adminCollections, storefrontCollections } from './collections/router.ts'
import { adminDiscounts } from './discounts/router.ts'
import { getHealth } from './health/get-health.ts'
import { embed } from './media/embed/router.ts'
import { mediaLibrary } from './media/library/router.ts'
import { partner } from './media/partner/router.ts'
import { tradeItems } from './media/trade-items/router.ts'
import { stagedUploads } from './media/uploads/router.ts'
import { mediaUsage } from './media/usage/router.ts'
import { router } from './operation/trpc.ts'
import { adminOrders, publicOrders } from './orders/router.ts'
import { adminProducts, storefrontProducts } from './products/router.ts'
import { adminStores } from './stores/router.ts'
import { getStore } from './stores/storefront/get-store.ts'

/** Every operation that takes and answers JSON. Its type is what typed front ends are built on. */
export const appRouter = router({
  health: { get: getHealth },
  auth,
  admin: {
    ...adminStores,
    discounts: adminDiscounts,
    orders: adminOrders,
    products: adminProducts,
    collections: adminCollections,
  },
  media: { ...mediaLibrary, ...stagedUploads, ...mediaUsage },
  partner,
  tradeItems,
  embed,
  public: publicOrders,
  storefront: {
    getStore,
    ...storefrontCart,
    ...storefrontCheckout,
    ...storefrontProducts,
    ...storefrontCollections,
  },
})

export type AppRouter = typeof appRouter
