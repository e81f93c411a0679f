import type { OptionFault, ProductOption } from './option-fault.ts'
import { tidyText } from './tidy-text.ts'

export interface CheckedOptions {
  /** Tidied. */
  readonly options: readonly ProductOption[]
  readonly faults: readonly OptionFault[]
}

/** By what are names and values compared? Without case, so that `Blue` and `blue` are not both offered. */
export function optionKey(text: string): string {
  return tidyText(text).toLowerCase()
}

function repeats(keys: readonly string[], at: number): boolean {
  return keys.indexOf(keys[at] ?? '') < at
}

function valueFaults(values: readonly string[], path: OptionFault['path']): OptionFault[] {
  const keys = values.map(optionKey)
  return keys.flatMap((key, i): OptionFault[] => {
    const at = [...path, 'values', i]
    if (key === '') return [{ code: 'option_value_empty', path: at }]
    return repeats(keys, i) ? [{ code: 'option_value_duplicate', path: at }] : []
  })
}

/** Does every option have a name of its own and values of its own? */
export function checkOptions(options: readonly ProductOption[]): CheckedOptions {
  const tidied = options.map(({ name, values }) => ({
    name: tidyText(name),
    values: values.map(tidyText),
  }))
  const names = tidied.map(({ name }) => optionKey(name))
  const faults = tidied.flatMap(({ name, values }, i): OptionFault[] => {
    const path = ['options', i]
    const found: OptionFault[] = []
    if (name === '') found.push({ code: 'option_name_empty', path: [...path, 'name'] })
    else if (repeats(names, i)) {
      found.push({ code: 'option_name_duplicate', path: [...path, 'name'] })
    }
    if (values.length === 0) found.push({ code: 'option_values_empty', path: [...path, 'values'] })
    return [...found, ...valueFaults(values, path)]
  })
  return { options: tidied, faults }
}
