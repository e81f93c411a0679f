import { ZodArray, ZodObject, type ZodType } from 'zod'

import { isSettled } from './settled.ts'

/** Makes what stands between a handler and its answer: it keeps the declared fields and strips all
 *  others. Settled values, alone or in a list, are taken as they are. It throws `ZodError` when the
 *  data are not what was declared. */
export function outputCheck(output: ZodType): (data: unknown) => unknown {
  if (!(output instanceof ZodObject) || (output.def.checks ?? []).length > 0) {
    return (data) => output.parse(data)
  }
  const fields: [string, ZodType][] = Object.entries(output.shape)
  return (data) => {
    if (!isRecord(data) || !fields.some(([name, schema]) => holdsSettled(schema, data[name]))) {
      return output.parse(data)
    }
    const checked = fields.map(([name, schema]) => {
      const value = data[name]
      return [name, holdsSettled(schema, value) ? value : schema.parse(value)]
    })
    return Object.fromEntries(checked)
  }
}

function holdsSettled(schema: ZodType, value: unknown): boolean {
  if (!Array.isArray(value)) return isSettled(schema, value)
  if (!(schema instanceof ZodArray) || (schema.def.checks ?? []).length > 0) return false
  const { element } = schema.def
  return value.length > 0 && value.every((item) => isSettled(element, item))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
