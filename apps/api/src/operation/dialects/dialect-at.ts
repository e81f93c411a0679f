import type { Dialect } from './dialect.ts'
import { embedForm, embedKey } from './embed.ts'
import { house } from './house.ts'
import { library } from './library.ts'
import { tradeItems } from './trade-items.ts'

/** The first that matches counts. */
const places: readonly (readonly [prefix: string, dialect: Dialect])[] = [
  ['/api/v1/media/', library],
  ['/v1/embed/form-submit/', embedForm],
  ['/v1/embed/', embedKey],
  ['/dashboard/api/v1/trade-items/', tradeItems],
]

/** In which dialect is an error told that belongs to no route: a path that cannot be read, or one
 *  that leads nowhere? Its neighbours'. */
export function dialectAt(path: string): Dialect {
  return places.find(([prefix]) => path.startsWith(prefix))?.[1] ?? house
}
