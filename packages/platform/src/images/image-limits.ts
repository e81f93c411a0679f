/** Width × height × frames. A decoded pixel is four bytes, so that is 200 MB. */
export const maxPixels = 50_000_000
export const maxFrames = 200
/** For all that is made of one picture. */
export const timeoutSeconds = 20
/** Of the process that decodes. Most formats need less than 300 MB for the most pixels; AVIF needs some
 *  20 bytes a pixel, and a drawing what it likes. */
export const memoryMegabytes = 512
