import type { CallerFacts } from '../context.ts'
import type { CallerKind } from '../definition.ts'

/** Is told who seems to be calling, before the database has confirmed it. When it does, the very same
 *  facts are answered. */
export type Presume = (facts: CallerFacts[CallerKind]) => void
