import type { Brush } from './brush.ts'
import { bag } from './motifs/bag.ts'
import { basket } from './motifs/basket.ts'
import { board } from './motifs/board.ts'
import { bowl } from './motifs/bowl.ts'
import { candle } from './motifs/candle.ts'
import { cushion } from './motifs/cushion.ts'
import { earrings } from './motifs/earrings.ts'
import { mug } from './motifs/mug.ts'
import { necklace } from './motifs/necklace.ts'
import { notebook } from './motifs/notebook.ts'
import { planter } from './motifs/planter.ts'
import { print } from './motifs/print.ts'
import { scarf } from './motifs/scarf.ts'
import { soap } from './motifs/soap.ts'
import { spoons } from './motifs/spoons.ts'
import { teapot } from './motifs/teapot.ts'
import { vase } from './motifs/vase.ts'

/** Everything that can be drawn. */
export const motifs = {
  bag,
  basket,
  board,
  bowl,
  candle,
  cushion,
  earrings,
  mug,
  necklace,
  notebook,
  planter,
  print,
  scarf,
  soap,
  spoons,
  teapot,
  vase,
} as const satisfies Readonly<Record<string, (brush: Brush) => string>>

export type Motif = keyof typeof motifs
