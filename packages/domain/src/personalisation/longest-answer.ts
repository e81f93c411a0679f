import type { FormField } from './form-field.ts'

/** How many characters does an answer to this field have at the most? */
export function longestAnswer({ type, maxLength }: Pick<FormField, 'type' | 'maxLength'>): number {
  switch (type) {
    case 'text':
      return maxLength ?? 500
    case 'longtext':
      return maxLength ?? 5_000
    case 'email':
      return 254
    case 'url':
    case 'image':
      return 2_000
    case 'number':
    case 'date':
    case 'boolean':
      return 40
  }
}
