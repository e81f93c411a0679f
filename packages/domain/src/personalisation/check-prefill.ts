import type { FormField, FormValue, FormValues } from './form-field.ts'
import { readAnswer } from './read-answer.ts'

export interface PrefillFault {
  readonly key: string
  readonly message: string
}

export interface CheckedPrefill {
  /** What the form can show; fields it does not have are left out. */
  readonly values: FormValues
  readonly faults: readonly PrefillFault[]
}

/** What of this can be filled in before the buyer comes? Pictures cannot: they are uploaded in the
 *  session itself. */
export function checkPrefill(
  fields: readonly FormField[],
  prefill: Readonly<Record<string, unknown>>,
): CheckedPrefill {
  const given = new Map(Object.entries(prefill))
  const values: [string, FormValue][] = []
  const faults: PrefillFault[] = []
  for (const field of fields) {
    const answer = readAnswer(field, given.get(field.key))
    if (answer.kind === 'none') continue
    if (answer.kind === 'fault') faults.push({ key: field.key, message: answer.message })
    else if (field.type === 'image') {
      faults.push({ key: field.key, message: 'Pictures are uploaded in the session' })
    } else values.push([field.key, answer.value])
  }
  return { values: Object.fromEntries(values), faults }
}
