import { createCollection } from './admin/create-collection.ts'
import { deleteCollection } from './admin/delete-collection.ts'
import { getCollection as getAdminCollection } from './admin/get-collection.ts'
import { listCollections as listAdminCollections } from './admin/list-collections.ts'
import { updateCollection } from './admin/update-collection.ts'
import { getCollection } from './storefront/get-collection.ts'
import { listCollections } from './storefront/list-collections.ts'

export const adminCollections = {
  list: listAdminCollections,
  create: createCollection,
  get: getAdminCollection,
  update: updateCollection,
  delete: deleteCollection,
}

export const storefrontCollections = { listCollections, getCollection }
