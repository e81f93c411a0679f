/** What is wrong with a product's options, and where in the request. */
export interface OptionFault {
  readonly code:
    | 'option_name_empty'
    | 'option_name_duplicate'
    | 'option_values_empty'
    | 'option_value_empty'
    | 'option_value_duplicate'
    | 'variant_option_missing'
    | 'variant_option_unknown'
    | 'variant_value_unknown'
    | 'variant_combination_duplicate'
  readonly path: readonly (string | number)[]
}

export interface ProductOption {
  readonly name: string
  readonly values: readonly string[]
}
