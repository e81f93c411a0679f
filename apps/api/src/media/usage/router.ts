import { getMediaUsage } from './get-usage.ts'

export const mediaUsage = { usage: getMediaUsage }
