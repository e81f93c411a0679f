import { z } from 'zod'

/** An origin exactly as browsers send it: `https://shop.example`, `http://localhost:3000`. */
export const webOrigin = z
  .string()
  .max(300)
  .refine(isWebOrigin, 'Write the origin as browsers send it: https://shop.example, no path')
  .describe('An origin as browsers send it: scheme, host, and port if unusual')

/** A list of origins in which each counts once. */
export const webOrigins = z
  .array(webOrigin)
  .max(50)
  .transform((origins) => [...new Set(origins)])

function isWebOrigin(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text
}
