import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { loadCount } from '../load/load-count.ts'
import type { Load } from '../load/load.ts'
import { compare } from '../measure/compare.ts'
import { residentMemory } from '../measure/resident-memory.ts'
import { watchMemory } from '../measure/watch-memory.ts'
import type { UploadResult } from '../report/results.ts'
import { seedMediaShop } from '../seed/seed-media-shop.ts'
import type { FileApi, World } from '../world/start-world.ts'
import { photoBytes } from './photo-bytes.ts'
import { pictureForm, sendUpload } from './send-upload.ts'

const FILES = 100
const FILE_BYTES = 10_000_000
const CONCURRENCY = 8
/** A round writes two gigabytes and is over in seconds, so that single ones tell little. */
const MOST_ROUNDS = 7
const batch = { connections: CONCURRENCY, errands: FILES }

/**
 * Uploads pictures to an API of its own and to the floor, in turns. The worker, which would describe
 * them on the same processors, has to stand still. What was uploaded is thrown away after each turn.
 */
export async function measureUploads(world: World, wanted: number): Promise<UploadResult> {
  const { apiKey, storeId } = await seedMediaShop(world.client, 901)
  const api = await world.startApi()
  const form = pictureForm(photoBytes(FILE_BYTES))
  const headers = { authorization: `Bearer ${apiKey}` }
  const upload = () => sendUpload({ url: `${api.url}/api/v1/media`, headers, form })
  await upload()
  const beforeBytes = await residentMemory(api.pid)
  let peakBytes = 0
  const ours = async (): Promise<Load> => {
    const watch = watchMemory(api.pid)
    const load = await loadCount(upload, batch)
    peakBytes = Math.max(peakBytes, await watch.stop())
    await forget(world, api, storeId)
    return load
  }
  const floor = async (): Promise<Load> => {
    const load = await loadCount(
      () => sendUpload({ url: `${world.floorUrl}/uploads`, form }),
      batch,
    )
    await rm(world.floorUploadDir, { recursive: true })
    await mkdir(world.floorUploadDir)
    return load
  }
  const rounds = Math.min(wanted, MOST_ROUNDS)
  const sides = await compare({ ours, floor }, rounds)
  const terms = { files: FILES, fileBytes: FILE_BYTES, concurrency: CONCURRENCY, rounds }
  return { ...terms, ...sides, memory: { beforeBytes, peakBytes } }
}

async function forget({ client }: World, { storageDir }: FileApi, storeId: string): Promise<void> {
  await client.query('delete from media where store_id = $1', [storeId])
  await client.query(`delete from graphile_worker._private_jobs where payload ->> 'storeId' = $1`, [
    storeId,
  ])
  await rm(join(storageDir, 'objects'), { recursive: true })
}
