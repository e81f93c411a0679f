import { adjustInventory } from './admin/adjust-inventory.ts'
import { createProduct } from './admin/create-product.ts'
import { deleteProduct } from './admin/delete-product.ts'
import { getProduct as getAdminProduct } from './admin/get-product.ts'
import { listProducts as listAdminProducts } from './admin/list-products.ts'
import { setProductStatus } from './admin/set-product-status.ts'
import { updateProduct } from './admin/update-product.ts'
import { getProduct } from './storefront/get-product.ts'
import { listProducts } from './storefront/list-products.ts'

export const adminProducts = {
  list: listAdminProducts,
  create: createProduct,
  get: getAdminProduct,
  update: updateProduct,
  setStatus: setProductStatus,
  delete: deleteProduct,
  adjustInventory,
}

export const storefrontProducts = { listProducts, getProduct }
