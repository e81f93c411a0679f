/** Other endings of a type's files. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  jpg: ['jpeg', 'jpe', 'jfif'],
}

/** How does the key of an uploaded picture end? As its file was called, where that is an ending of
 *  what its bytes are: `photo.JPEG` of a JPEG is `jpeg`, `photo.png` of one is `jpg`. */
export function imageExtension(filename: string, sniffedExtension: string): string {
  const named = /\.([a-z0-9]{1,8})$/i.exec(filename)?.[1]?.toLowerCase() ?? ''
  return alsoCalled[sniffedExtension]?.includes(named) === true ? named : sniffedExtension
}
