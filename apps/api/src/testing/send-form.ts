import { multipartBody, type TestPart } from './multipart.ts'
import { type Answer, send } from './send.ts'
import type { TestApi } from './test-api.ts'

export interface SentForm {
  readonly headers?: Readonly<Record<string, string>>
  readonly parts: readonly TestPart[]
}

/** Posts a form with files through the whole server. */
export function sendForm(
  api: TestApi,
  path: `/${string}`,
  { headers = {}, parts }: SentForm,
): Promise<Answer> {
  const form = multipartBody(parts)
  return send(api, `POST ${path}`, { headers: { ...headers, ...form.headers }, body: form.body })
}

/** A file in the field `file`; a PNG unless said. */
export function filePart(
  value: string | Buffer,
  type = 'image/png',
  filename = 'mug.png',
): TestPart {
  return { name: 'file', value, filename, type }
}
