import { prose } from '@cartwright/contract/scalars'
import { z } from 'zod'

import { parseInput } from '../../operation/parse-input.ts'

const fields = z.strictObject({
  title: prose(255).default(''),
  is_primary: z
    .string()
    // Python, in which many of the callers are written, says True.
    .toLowerCase()
    .pipe(z.enum(['true', 'false'], { error: 'Must be true or false' }))
    .default('false')
    .transform((text) => text === 'true'),
})

/** What the text fields of an upload say. Fails with `validation_failed`, naming the field. */
export function readImageFields(given: Readonly<Record<string, string>>) {
  return parseInput(fields, given)
}
