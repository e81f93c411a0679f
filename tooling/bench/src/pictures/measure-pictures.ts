import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { runChild } from '@cartwright/dev/supervisor/child-part'

import { median } from '../measure/median.ts'
import type { PictureResult } from '../report/results.ts'
import { makePictures } from './make-pictures.ts'

export type PictureTurns = {
  readonly rounds: number
  readonly seconds: number
  readonly signal: AbortSignal
}

type Turn = { readonly perSecond: number; readonly digest: string }

const SIDES = ['worker', 'sharp'] as const

/**
 * Makes the copies of some pictures as the worker does and with sharp alone, in turns, one process
 * for each turn.
 *
 * @throws Error when the two do not make the same files, byte for byte.
 */
export async function measurePictures(turns: PictureTurns): Promise<PictureResult> {
  const folder = await mkdtemp(join(tmpdir(), 'cartwright-bench-pictures-'))
  try {
    const made = await makePictures(folder)
    const PATHS = made.map(({ path }) => path).join(':')
    const found: Record<(typeof SIDES)[number], number[]> = { worker: [], sharp: [] }
    const digests = new Set<string>()
    for (let round = 0; round < turns.rounds; round += 1) {
      for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) {
        const { perSecond, digest } = await takeTurn({ SIDE: side, PATHS }, turns)
        found[side].push(perSecond)
        digests.add(digest)
      }
    }
    if (digests.size > 1) throw new Error('The worker and sharp do not make the same files.')
    const pixels = made.map((picture) => picture.pixels)
    return { pixels, ours: median(found.worker), sharp: median(found.sharp) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function takeTurn(
  environment: Readonly<Record<string, string>>,
  { seconds, signal }: PictureTurns,
): Promise<Turn> {
  const turns: Turn[] = []
  await runChild(
    {
      name: 'pictures',
      entry: join(import.meta.dirname, 'main.ts'),
      environment: { ...environment, SECONDS: `${seconds}` },
      say: (line) => console.error(line),
      onMessage: (message) => {
        if (isTurn(message)) turns.push(message)
      },
    },
    signal,
  )
  const [turn] = turns
  if (turn === undefined) throw new Error('A turn ended without a figure.')
  return turn
}

function isTurn(message: object): message is Turn {
  return (
    'perSecond' in message &&
    typeof message.perSecond === 'number' &&
    'digest' in message &&
    typeof message.digest === 'string'
  )
}
