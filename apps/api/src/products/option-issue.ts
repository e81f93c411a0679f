import type { OptionFault } from '@cartwright/domain/catalogue/option-fault'

import type { InputIssue } from '../operation/app-error.ts'

const messages = {
  option_name_empty: 'An option needs a name',
  option_name_duplicate: 'Another option has this name',
  option_values_empty: 'An option needs at least one value',
  option_value_empty: 'A value must not be empty',
  option_value_duplicate: 'The option has this value already',
  variant_option_missing: 'The variant needs a value for this option',
  variant_option_unknown: 'The product has no such option',
  variant_value_unknown: 'The option does not list this value',
  variant_combination_duplicate: 'Another variant has the same option values',
} as const satisfies Record<OptionFault['code'], string>

/** What is wrong with options, in a sentence. */
export function optionIssue({ code, path }: OptionFault): InputIssue {
  return { path, message: messages[code] }
}
