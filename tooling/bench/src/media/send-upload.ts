import { Agent, request } from 'node:http'

export type Form = { readonly contentType: string; readonly bytes: Buffer }

const BOUNDARY = 'cartwright-bench-5f0b1c7d9e'

/** A form with one picture in the field `file`, ready to be sent again and again. */
export function pictureForm(picture: Buffer): Form {
  const head =
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="photo.jpg"\r\n` +
    'content-type: image/jpeg\r\n\r\n'
  const bytes = Buffer.concat([Buffer.from(head), picture, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
  return { contentType: `multipart/form-data; boundary=${BOUNDARY}`, bytes }
}

export type Upload = {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly form: Form
}

// Plain `node:http` over kept connections: `fetch` would cost this side more than the server.
const agent = new Agent({ keepAlive: true })

/**
 * Posts a form.
 *
 * @throws Error with status and body when the answer is anything but 201.
 */
export async function sendUpload({ url, headers, form }: Upload): Promise<void> {
  const { contentType, bytes } = form
  await new Promise<void>((resolve, reject) => {
    const sent = request(url, {
      agent,
      method: 'POST',
      headers: { ...headers, 'content-type': contentType, 'content-length': bytes.length },
    })
    sent.once('error', reject)
    sent.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        if (response.statusCode === 201) return resolve()
        const text = Buffer.concat(chunks).toString()
        reject(new Error(`POST ${url} answered ${response.statusCode}: ${text}`))
      })
    })
    sent.end(bytes)
  })
}
