/** Products of which status may a shop front see? Drafts in a preview, archived ones never. */
export function visibleStatuses({
  preview,
}: {
  readonly preview: boolean
}): readonly ('active' | 'draft')[] {
  return preview ? ['active', 'draft'] : ['active']
}
