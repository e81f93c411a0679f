/** Width × height × frames. A decoded pixel is four bytes, so this bounds memory to 200 MB. */
export const maxPixels = 50_000_000
export const maxFrames = 200
export const timeoutSeconds = 20
