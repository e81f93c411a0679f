import { type Collection, collectionSorts } from '@cartwright/contract/resources/collection'
import type { CollectionRow } from '@cartwright/db/queries/collections'

import { type FileAddresses, imageResource } from '../resources/image-resource.ts'

type Sort = (typeof collectionSorts)[number]

/** How the products of a collection are sorted unless asked otherwise. */
export function collectionSort(row: { readonly sort: string }): Sort {
  return collectionSorts.find((sort) => sort === row.sort) ?? 'manual'
}

/** A collection as callers see it. */
export function collectionResource(row: CollectionRow, files: FileAddresses): Collection {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    description: row.description,
    image: row.image && imageResource(row.image, files),
    kind: row.kind,
    // Automatic collections are not made yet, so none has rules.
    rules: null,
    sort: collectionSort(row),
    productCount: row.productCount,
    seo: { title: row.seoTitle, description: row.seoDescription },
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
