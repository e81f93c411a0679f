import manifest from '../package.json' with { type: 'json' }

/** The version of this API, as health checks and logs tell it. */
export const { version } = manifest
