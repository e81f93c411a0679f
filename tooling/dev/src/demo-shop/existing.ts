import { z } from 'zod'

import { callApi } from '../rest/call-api.ts'
import type { Client } from '../rest/send-request.ts'

/**
 * What an earlier filling left of one kind: the ids by what names a thing of that kind. Idempotency
 * keys alone would not do, as they are forgotten after a day.
 */
export async function existing(
  operator: Client,
  list: { readonly path: string; readonly field: string; readonly nameField: string },
): Promise<ReadonlyMap<string, string>> {
  const { path, field, nameField } = list
  const thing = z.looseObject({ id: z.string() })
  const schema = z.looseObject({ [field]: z.array(thing) })
  const found = await callApi(operator, { method: 'GET', path }, schema)
  const things = z.array(thing).parse(found[field])
  return new Map(things.map((one) => [String(one[nameField]), one.id]))
}
