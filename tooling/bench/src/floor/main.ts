import Fastify from 'fastify'
import { Pool } from 'pg'

import { productListSql, productSql } from './product-sql.ts'
import { registerUploads } from './receive-upload.ts'

// The floor: as little as a server of this kind can do. No credentials, no validation, no checks of
// what goes out; one prepared statement answers the text that is sent, and a file goes to disk as it
// comes. As many connections as the API has.

const { PORT, DATABASE_URL, STORE_ID, FILES_URL, UPLOAD_DIR = '' } = process.env
const pool = new Pool({
  connectionString: DATABASE_URL,
  max: 10,
  application_name: 'cartwright-floor',
})
const app = Fastify()

async function answer(name: string, text: string, values: readonly unknown[]): Promise<unknown> {
  const { rows } = await pool.query<{ body: unknown }>({ name, text, values: [...values] })
  return rows[0]?.body
}

app.get('/products', async (_, reply) => {
  const body = await answer('products', productListSql, [STORE_ID, FILES_URL])
  return reply.type('application/json; charset=utf-8').send(body)
})

app.get<{ Params: { slug: string } }>('/products/:slug', async ({ params }, reply) => {
  const body = await answer('product', productSql, [STORE_ID, FILES_URL, params.slug])
  return reply.type('application/json; charset=utf-8').send(body)
})

const variantSql = `
  select json_build_object('id', id, 'sku', sku, 'price', price)::text as body
  from variants where store_id = $1 and id = $2`

app.post<{ Params: { id: string } }>('/variants/:id', async ({ params }, reply) => {
  const body = await answer('variant', variantSql, [STORE_ID, params.id])
  return reply.type('application/json; charset=utf-8').send(body)
})

registerUploads(app, UPLOAD_DIR)

process.once('SIGTERM', () => void app.close().then(async () => await pool.end()))
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
process.send?.({ type: 'ready' })
