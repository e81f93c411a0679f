import { z } from 'zod'

import { countryCode, id, idInput, line, money, prose, timestamp } from '../scalars.ts'

const REST_OF_WORLD = '*'

const grams = z.int().min(0).max(100_000_000)
const days = z.int().min(0).max(365)

/** One way to send a parcel. */
export const shippingMethod = z
  .object({
    id,
    name: z.string(),
    description: z.string().nullable(),
    price: money,
    freeAbove: money.nullable().describe('Free once the discounted merchandise reaches this'),
    minWeightGrams: z.int().nullable(),
    maxWeightGrams: z.int().nullable(),
    minSubtotal: money.nullable().describe('Of the discounted merchandise, inclusive'),
    maxSubtotal: money.nullable().describe('Of the discounted merchandise, inclusive'),
    estimatedDays: z.object({ min: z.int(), max: z.int() }).nullable(),
  })
  .meta({ id: 'ShippingMethod' })

/** Where a store ships, and how. */
export const shippingZone = z
  .object({
    id,
    name: z.string(),
    countries: z.array(z.string()).describe('ISO 3166-1 alpha-2; ["*"] is the rest of the world'),
    regions: z.array(z.string()).describe('Empty: the countries as a whole'),
    methods: z.array(shippingMethod).describe('In the order buyers see them'),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'ShippingZone' })

const methodFields = {
  name: line(120),
  description: prose(500).nullable().default(null),
  price: money,
  freeAbove: money.nullable().default(null).describe('Free once the merchandise reaches this'),
  minWeightGrams: grams.nullable().default(null),
  maxWeightGrams: grams.nullable().default(null),
  minSubtotal: money.nullable().default(null),
  maxSubtotal: money.nullable().default(null),
  estimatedDays: z
    .strictObject({ min: days, max: days })
    .refine(({ min, max }) => min <= max, 'The most must not be below the least')
    .nullable()
    .default(null),
}

export const newShippingMethod = z.strictObject(methodFields).superRefine(boundsInOrder)

/** A method of an updated zone: with the id it has, or without one if it is new. */
export const changedShippingMethod = z
  .strictObject({ id: idInput.optional(), ...methodFields })
  .superRefine(boundsInOrder)

export const zoneCountries = z
  .array(z.union([z.literal(REST_OF_WORLD), countryCode]))
  .min(1)
  .max(250)
  .refine((list) => list.length === 1 || !list.includes(REST_OF_WORLD), 'Let "*" stand alone')
  .transform((list) => [...new Set(list)])
  .describe('ISO 3166-1 alpha-2, or ["*"] for the rest of the world')

export const zoneRegions = z
  .array(line(100))
  .max(200)
  .transform((list) => [...new Set(list)])
  .describe('Codes or names of states, provinces, counties; none: the countries as a whole')

interface Bounds {
  readonly minWeightGrams: number | null
  readonly maxWeightGrams: number | null
  readonly minSubtotal: number | null
  readonly maxSubtotal: number | null
}

function boundsInOrder(method: Bounds, context: z.core.$RefinementCtx): void {
  for (const [least, most] of [
    ['minWeightGrams', 'maxWeightGrams'],
    ['minSubtotal', 'maxSubtotal'],
  ] as const) {
    const [min, max] = [method[least], method[most]]
    if (min === null || max === null || min <= max) continue
    context.addIssue({ code: 'custom', path: [most], message: `Must not be below ${least}` })
  }
}
