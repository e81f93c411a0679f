import type { Readable } from 'node:stream'

import type { ZodType, z } from 'zod'

export interface FilePart {
  readonly field: string
  /** As the client named it: for display only, never for paths or types. */
  readonly filename: string
  readonly declaredType: string
  readonly stream: Readable
  /** True once the stream went past the size limit; known only after it ended. */
  readonly truncated: () => boolean
}

/** A body that is not JSON, for operations that read it themselves. */
export interface RequestBody {
  /** Every byte as it came: what signatures are made over. */
  readonly raw: Buffer | null
  /** The parts of multipart/form-data in order; text fields are gathered in `fields` as they pass.
   *  Throws `invalid_multipart` when the body is not what it claims to be. */
  readonly files: (limits: { fileSizeBytes: number; files: number }) => AsyncIterable<FilePart>
  readonly fields: Readonly<Record<string, string>>
  /** Of a `mixed` body that is JSON: what it holds, checked. Null when the body is a form. Throws
   *  `invalid_json` or `validation_failed`. */
  readonly json: (<Schema extends ZodType>(schema: Schema) => z.output<Schema>) | null
  /** Tells equal bodies from others, however a form is delimited. Reads what was not read yet. */
  readonly digest: () => Promise<string>
}
