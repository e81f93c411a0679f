import type { Dialect } from './dialect.ts'
import { embedForm, embedKey } from './embed.ts'
import { house } from './house.ts'
import { library } from './library.ts'
import { partner } from './partner.ts'
import { tradeItems } from './trade-items.ts'

/** The first that matches counts. */
const places: readonly (readonly [begins: RegExp, dialect: Dialect])[] = [
  [/^\/api\/v1\/media(?:\/|$)/, library],
  [/^\/api\/v1\/admin\/media\/upload(?:\/|$)/, partner],
  [/^\/api\/v1\/admin\/products\/[^/]*\/media(?:\/|$)/, partner],
  [/^\/v1\/embed\/form-submit\//, embedForm],
  [/^\/v1\/embed\//, embedKey],
  [/^\/dashboard\//, tradeItems],
]

/** In which dialect is an error told that belongs to no route: a path that cannot be read, or one
 *  that leads nowhere? Its neighbours'. */
export function dialectAt(path: string): Dialect {
  return places.find(([begins]) => begins.test(path))?.[1] ?? house
}
