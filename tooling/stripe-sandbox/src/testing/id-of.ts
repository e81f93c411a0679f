/** The id in an expandable field that a test did not expand. */
export function idOf(field: string | { readonly id: string } | null | undefined): string {
  if (field === null || field === undefined) throw new Error('The field is empty.')
  return typeof field === 'string' ? field : field.id
}
