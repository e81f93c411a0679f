import { timesFirst } from './media-figures.ts'
import type { LibraryResult, PictureResult, Results, UploadResult } from './results.ts'
import { textTable } from './text-table.ts'

/** What was found about files and pictures, and how, as a part of the page; empty when nothing of it
 *  was measured. */
export function mediaSection({
  uploads,
  library,
  pictures,
  rounds,
  secondsPerRound,
}: Results): string {
  const parts = [
    ...(uploads === null ? [] : [uploadPart(uploads)]),
    ...(library === null ? [] : [libraryPart(library)]),
    ...(pictures === null ? [] : [picturePart(pictures, { rounds, secondsPerRound })]),
  ]
  return parts.join('\n\n')
}

/** API and floor, a row each, as a table. */
export function uploadTable({ ours, floor, fileBytes }: UploadResult): string {
  const megabytes = fileBytes / 1_000_000
  return textTable([
    ['side', 'uploads/s', 'MB/s', 'p50 ms', 'p99 ms'],
    ...(
      [
        ['API', ours],
        ['floor', floor],
      ] as const
    ).map(([side, { perSecond, p50Ms, p99Ms }]) => [
      side,
      perSecond.toFixed(1),
      (perSecond * megabytes).toFixed(0),
      p50Ms.toFixed(0),
      p99Ms.toFixed(0),
    ]),
  ])
}

/** The pages of the library that were asked for, as a table. */
export function libraryTable({ pages }: LibraryResult): string {
  return textTable([
    ['page', 'files that match', 'median ms', 'times the first'],
    ...pages.map(({ title, matches, medianMs }) => [
      title,
      matches.toLocaleString('en-GB'),
      medianMs.toFixed(1),
      timesFirst({ pages }, medianMs).toFixed(2),
    ]),
  ])
}

/** Worker and sharp, as a table. */
export function pictureTable({ ours, sharp }: PictureResult): string {
  return textTable([
    ['side', 'pictures/s'],
    ['worker', ours.toFixed(2)],
    ['sharp alone', sharp.toFixed(2)],
  ])
}

function uploadPart(uploads: UploadResult): string {
  const { files, fileBytes, concurrency, rounds, memory } = uploads
  const [before, peak] = [memory.beforeBytes, memory.peakBytes].map((bytes) =>
    Math.round(bytes / 1_000_000),
  )
  return `### Uploads

${uploadTable(uploads)}

${files} uploads of ${fileBytes / 1_000_000} MB to \`POST /api/v1/media\`, ${concurrency} under way at any moment, on the
\`local\` driver; MB are millions of bytes. The bytes begin as a photo does and go on with noise. The
API tells the type by the bytes, parses the form, holds the file to its limit, hashes it, writes it
aside, flushes file and folder to disk, gives it its name and commits its row and job. The floor is a
bare Fastify route that writes the body to a file just as it comes, form and all, and flushes it
before it answers; without that flush it would do about a sixth more. Both in turns, ${rounds} times ${files} uploads each after a turn that does not count; the
medians stand here. The worker, which would look at the pictures meanwhile, stands still.

This API is one of its own, fresh but for one upload: its resident memory was ${before} MB before and at
most ${peak} MB at any of 50 looks a second during all turns, the first included.`
}

function libraryPart(library: LibraryResult): string {
  return `### Media library

${libraryTable(library)}

\`GET /api/v1/media\`, 24 files a page, in a shop of ${library.files.toLocaleString('en-GB')} pictures; each answer has the count of
all that match. Searches are for a part of the file name or of the alternative text. One request at a
time over HTTP, the pages in turns, ${library.samples} times each; the medians stand here.`
}

function picturePart(
  pictures: PictureResult,
  { rounds, secondsPerRound }: Pick<Results, 'rounds' | 'secondsPerRound'>,
): string {
  const sizes = pictures.pixels.map((pixels) => Math.round(pixels / 1_000_000))
  return `### Copies of pictures

${pictureTable(pictures)}

What the worker does with a picture once it has its bytes: hash, measurements, limits, placeholder and
the WebP copies 240, 480, 960 and 1600 pixels wide. Beside it, sharp is called directly in a loop for
the same files, byte for byte, in the quickest way we know: decoded once, all copies at the same time,
with no limit or check around it. JPEGs of ${sizes.join(', ')} megapixels, one picture at a time, in turns of at
least ${secondsPerRound} s, ${rounds} times each, every turn a process of its own; the medians stand here.`
}
