// The part of autocannon that is used here; the package brings no types.
declare module 'autocannon' {
  type Request = { readonly path: string; readonly headers: Readonly<Record<string, string>> }

  type Result = {
    readonly duration: number
    readonly requests: { readonly total: number }
    readonly latency: { readonly p50: number; readonly p99: number }
    readonly errors: number
    readonly timeouts: number
    readonly non2xx: number
  }

  export default function autocannon(options: {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly requests: readonly Request[]
  }): Promise<Result>
}
