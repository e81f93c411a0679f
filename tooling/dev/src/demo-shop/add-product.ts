import { z } from 'zod'

import { drawPicture } from '../pictures/draw-picture.ts'
import { callApi } from '../rest/call-api.ts'
import type { Client } from '../rest/send-request.ts'
import type { DemoPicture, DemoProduct } from './catalogue/demo-product.ts'
import type { Filling } from './filling.ts'
import { productRequest } from './product-request.ts'

/** Draws and uploads the pictures of a product, creates it, and answers its id. */
export async function addProduct(filling: Filling, product: DemoProduct): Promise<string> {
  const mediaIds: string[] = []
  for (const [index, picture] of product.pictures.entries()) {
    mediaIds.push(await uploadPicture(filling, `${product.slug}-${index + 1}`, picture))
  }
  const created = await callApi(
    filling.operator,
    {
      method: 'POST',
      path: '/api/v1/admin/products',
      body: productRequest(product, mediaIds),
      key: filling.keyFor(`product/${product.slug}`),
    },
    z.object({ product: z.object({ id: z.string() }) }),
  )
  return created.product.id
}

/** Draws a picture, uploads it for a product or a collection, and answers its media id. */
export async function uploadPicture(
  { operator, keyFor }: Pick<Filling, 'operator' | 'keyFor'>,
  name: string,
  { motif, palette }: DemoPicture,
): Promise<string> {
  const jpeg = await drawPicture({ seed: name, motif, palette })
  return await uploadMedia(operator, { name: `${name}.jpg`, jpeg, key: keyFor(`picture/${name}`) })
}

/** Uploads a JPEG for a product and answers its media id. */
export async function uploadMedia(
  operator: Client,
  file: { readonly name: string; readonly jpeg: Buffer; readonly key: string },
): Promise<string> {
  const form = new FormData()
  form.append('purpose', 'product')
  form.append('file', new Blob([new Uint8Array(file.jpeg)], { type: 'image/jpeg' }), file.name)
  const uploaded = await callApi(
    operator,
    { method: 'POST', path: '/api/v1/admin/store/media/upload', body: form, key: file.key },
    z.object({ media: z.object({ id: z.string() }) }),
  )
  return uploaded.media.id
}
