import { parseBuffer } from 'music-metadata'

import { answerIsolated } from '../isolation/answer-isolated.ts'

await answerIsolated(async (bytes) => {
  const { format } = await parseBuffer(bytes, undefined, { skipCovers: true, duration: false })
  // Of a film without sound only the tracks tell how long it is.
  const tracks = format.trackInfo.map(({ duration = 0 }) => duration)
  return Math.max(format.duration ?? 0, ...tracks)
})
