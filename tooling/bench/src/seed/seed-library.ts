import type { Client } from 'pg'

/**
 * Gives a shop so many pictures, taken a minute apart. Every file is called `photo-<number>.jpg`,
 * but every tenth `banner-<number>.jpg`; the text of every tenth speaks of a glaze, that of every
 * thousandth of a kiln.
 */
export async function seedLibrary(client: Client, storeId: string, files: number): Promise<void> {
  await client.query(
    `insert into media (
       store_id, id, key, filename, kind, mime_type, size_bytes, sha256, width, height, alt, source,
       purpose, retention, status, sizes, placeholder, created_by, created_at, updated_at, processed_at
     )
     select $1::uuid, gen_random_uuid(), format('stores/%s/media/%s.jpg', $1::text, md5(n::text)),
       format('%s-%s.jpg', case when n % 10 = 3 then 'banner' else 'photo' end, lpad(n::text, 6, '0')),
       'image', 'image/jpeg', 200000 + n, sha256(n::text::bytea)::text, 2000, 1500,
       format('A %s in the workshop, seen from the %s', case
         when n % 1000 = 7 then 'kiln' when n % 10 = 5 then 'celadon glaze' else 'shelf of mugs' end,
         (array['left', 'right', 'front', 'window'])[n % 4 + 1]),
       'upload', 'general', 'library', 'ready',
       jsonb_build_object('240', format('stores/%s/media/%s.jpg.240.webp', $1::text, md5(n::text))),
       md5(n::text), 'bench', now() - n * interval '1 minute', now() - n * interval '1 minute', now()
     from generate_series(1, $2::int) n`,
    [storeId, files],
  )
  // What autovacuum does within minutes on a running server; measuring before it would be unfair.
  await client.query('vacuum analyze media')
}
