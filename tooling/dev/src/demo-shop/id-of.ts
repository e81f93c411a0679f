/** The id of what has this name; it is a fault of the program when nothing has it. */
export function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`Nothing of the demo shop is called "${name}".`)
  return id
}
