import type { StripeSandboxOptions } from './start.ts'

const DEFAULT_PORT = 4020

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads SANDBOX_PORT (4020), SANDBOX_HOST, SANDBOX_PUBLIC_URL, SANDBOX_WEBHOOK_URL,
 * SANDBOX_WEBHOOK_SECRET, SANDBOX_DATA_FILE and SANDBOX_LATENCY_MS.
 *
 * @throws Error with one sentence per setting that cannot be used.
 */
export function readSettings(environment: Environment): StripeSandboxOptions {
  const faults: string[] = []
  const whole = (name: string, fallback: number, max: number): number => {
    const text = environment[name] ?? ''
    if (text === '') return fallback
    if (/^\d{1,6}$/.test(text) && Number(text) <= max) return Number(text)
    faults.push(`${name} must be a whole number from 0 to ${max}.`)
    return fallback
  }
  const text = <K extends string>(key: K, name: string): { [P in K]?: string } => {
    const value = environment[name] ?? ''
    if (value === '') return {}
    if (name.endsWith('_URL') && !/^https?:\/\//.test(value)) {
      faults.push(`${name} must be an http or https URL.`)
    }
    return { [key]: value } as { [P in K]: string }
  }
  const settings: StripeSandboxOptions = {
    port: whole('SANDBOX_PORT', DEFAULT_PORT, 65_535),
    latencyMs: whole('SANDBOX_LATENCY_MS', 0, 60_000),
    ...text('host', 'SANDBOX_HOST'),
    ...text('publicUrl', 'SANDBOX_PUBLIC_URL'),
    ...text('webhookUrl', 'SANDBOX_WEBHOOK_URL'),
    ...text('webhookSecret', 'SANDBOX_WEBHOOK_SECRET'),
    ...text('dataFile', 'SANDBOX_DATA_FILE'),
  }
  if (faults.length > 0) throw new Error(faults.join(' '))
  return settings
}
