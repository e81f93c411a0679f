/** What is sent for bytes of whatever kind; S3 says it of objects nobody named a type for. */
const anything = /^(?:application|binary)\/octet-stream$/

/** Is a file of this kind what its sender called it? The exact type is told by the bytes alone, but
 *  a sender who calls a document a picture is mistaken about more than its name. */
export function agreesWithDeclared(
  kind: 'image' | 'video' | 'document',
  declared: string,
): boolean {
  const type = declared.toLowerCase().split(';')[0]?.trim() ?? ''
  if (type === '' || anything.test(type)) return true
  return kind === 'document' ? type === 'application/pdf' : type.startsWith(`${kind}/`)
}
