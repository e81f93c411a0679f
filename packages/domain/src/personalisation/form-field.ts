/** What a buyer is asked for when ordering something that is made for them. */
export interface FormField {
  readonly key: string
  readonly label: string
  readonly type: 'text' | 'longtext' | 'number' | 'date' | 'boolean' | 'url' | 'email' | 'image'
  readonly required: boolean
  /** Characters; of text and longtext alone. */
  readonly maxLength?: number
}

export type FormValue = string | number | boolean

/** Answers by the keys of their fields; of a picture its address. */
export type FormValues = Readonly<Record<string, FormValue>>
