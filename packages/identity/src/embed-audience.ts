/** Who embed tokens are for. User tokens are for the public URL, so neither passes for the other. */
export const EMBED_AUDIENCE = 'embed'
