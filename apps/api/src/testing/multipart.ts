export interface TestPart {
  readonly name: string
  readonly value: string | Buffer
  /** With it the part is a file. */
  readonly filename?: string
  readonly type?: string
}

const BOUNDARY = 'test-boundary'

/** A multipart/form-data body, with the header that goes with it. */
export function multipartBody(parts: readonly TestPart[]): {
  readonly headers: { readonly 'content-type': string }
  readonly body: Buffer
} {
  const chunks = parts.flatMap(({ name, value, filename, type = 'text/plain' }) => [
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"`),
    Buffer.from(filename === undefined ? '' : `; filename="${filename}"\r\ncontent-type: ${type}`),
    Buffer.from('\r\n\r\n'),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([...chunks, Buffer.from(`--${BOUNDARY}--\r\n`)]),
  }
}
