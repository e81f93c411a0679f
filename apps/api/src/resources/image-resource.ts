import type { Image } from '@cartwright/contract/resources/image'
import type { ImageRow } from '@cartwright/db/queries/product-row'
import type { Storage } from '@cartwright/platform/storage/storage'

/** Knows the public address of what is stored under a key. */
export type FileAddresses = Pick<Storage, 'publicUrl'>

/** Where among the images of one thing a picture stands; the only one is the main one. */
export interface ImagePlace {
  readonly isMain: boolean
  readonly sortOrder: number
}

const ALONE: ImagePlace = { isMain: true, sortOrder: 0 }

/** A picture as callers see it: a width without a copy shows the original. */
export function imageResource(row: ImageRow, files: FileAddresses, place = ALONE): Image {
  const url = files.publicUrl(row.key)
  const sized = (width: string) => {
    const key = row.sizes[width]
    return key === undefined ? url : files.publicUrl(key)
  }
  return {
    id: row.id,
    url,
    alt: row.alt,
    width: row.width ?? 0,
    height: row.height ?? 0,
    isMain: place.isMain,
    sortOrder: place.sortOrder,
    sizes: { 240: sized('240'), 480: sized('480'), 960: sized('960'), 1600: sized('1600') },
    placeholder: row.placeholder,
  }
}
