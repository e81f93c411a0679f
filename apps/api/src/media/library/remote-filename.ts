/** What a file at this address is called: the last part of its path, or nothing.
 *
 *  `https://example.com/a/blue%20mug.jpg?v=2` → `blue mug.jpg` */
export function remoteFilename(url: string): string {
  const last = URL.parse(url)?.pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
