import { getProduct as getAdminProduct } from './admin/get-product.ts'
import { listProducts as listAdminProducts } from './admin/list-products.ts'
import { getProduct } from './storefront/get-product.ts'
import { listProducts } from './storefront/list-products.ts'

export const adminProducts = { list: listAdminProducts, get: getAdminProduct }

export const storefrontProducts = { listProducts, getProduct }
