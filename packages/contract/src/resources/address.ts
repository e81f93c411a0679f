import { z } from 'zod'

import { countryCode, line } from '../scalars.ts'

const lines = {
  name: line(200).describe('Who receives it'),
  company: line(200).exactOptional(),
  line1: line(200),
  line2: line(200).exactOptional(),
  city: line(120),
  region: line(120).exactOptional().describe('State, province or county: its code or its name'),
  postalCode: line(20).exactOptional(),
  country: countryCode,
  phone: line(40).exactOptional(),
}

/** Where something is sent, in a request. */
export const addressInput = z.strictObject(lines).meta({ id: 'AddressInput' })

/** Where something is sent, in a response. */
export const address = z
  .object({
    name: z.string(),
    company: z.string().exactOptional(),
    line1: z.string(),
    line2: z.string().exactOptional(),
    city: z.string(),
    region: z.string().exactOptional(),
    postalCode: z.string().exactOptional(),
    country: z.string().describe('ISO 3166-1 alpha-2'),
    phone: z.string().exactOptional(),
  })
  .meta({ id: 'Address' })
