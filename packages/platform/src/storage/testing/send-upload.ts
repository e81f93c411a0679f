import type { ImitatedUpload } from '../imitate-upload.ts'
import type { PresignedPost, PresignedPut, Storage } from '../storage.ts'

/** Sends a presigned upload over HTTP, as a browser would; answers the status. */
export const sendUpload = async (
  _: Storage,
  to: PresignedPut | PresignedPost,
  { body, contentType = '' }: ImitatedUpload,
): Promise<number> => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  if (!('fields' in to)) {
    const headers = { 'content-type': contentType }
    const answer = await fetch(to.url, { method: 'PUT', headers, body: Uint8Array.from(bytes) })
    await answer.arrayBuffer()
    return answer.status
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(to.fields)) form.append(name, value)
  form.append('file', new Blob([Uint8Array.from(bytes)], { type: 'text/plain' }), 'name.txt')
  const answer = await fetch(to.url, { method: 'POST', body: form })
  await answer.arrayBuffer()
  return answer.status
}
