import type { Figure } from './figures.ts'
import type { LibraryResult, PictureResult, Results, UploadResult } from './results.ts'

const MEMORY_RISE_MEGABYTES = 64
const UPLOAD_SHARE = 0.6
const PICTURE_SHARE = 0.8

/** The figures promised of files and pictures, as far as a run measured them. */
export function mediaFigures({ uploads, library, pictures }: Results): Figure[] {
  return [
    ...(uploads === null ? [] : ofUploads(uploads)),
    ...(library === null ? [] : ofLibrary(library)),
    ...(pictures === null ? [] : ofPictures(pictures)),
  ]
}

function ofUploads({ files, concurrency, ours, floor, memory }: UploadResult): Figure[] {
  const rise = (memory.peakBytes - memory.beforeBytes) / 1_000_000
  return [
    {
      name: `API memory, rise during ${files} uploads, ${concurrency} at a time`,
      wanted: `≤ ${MEMORY_RISE_MEGABYTES} MB`,
      found: `${Math.round(rise)} MB`,
      isMet: rise <= MEMORY_RISE_MEGABYTES,
    },
    share("Uploads: share of the floor's uploads/s", {
      share: ours.perSecond / floor.perSecond,
      atLeast: UPLOAD_SHARE,
    }),
  ]
}

function ofLibrary({ pages }: LibraryResult): Figure[] {
  return pages.flatMap(({ title, medianMs, atMost }) => {
    if (atMost === null) return []
    const times = timesFirst({ pages }, medianMs)
    return [
      {
        name: `Media list, ${title}: times the first page`,
        wanted: `≤ ${atMost}`,
        found: times.toFixed(1),
        isMet: times <= atMost,
      },
    ]
  })
}

/** How many times as long as the first page of the library? */
export function timesFirst({ pages }: Pick<LibraryResult, 'pages'>, medianMs: number): number {
  return medianMs / (pages[0]?.medianMs ?? Number.NaN)
}

function ofPictures({ ours, sharp }: PictureResult): Figure[] {
  const name = "Copies of pictures: share of sharp's pictures/s"
  return [share(name, { share: ours / sharp, atLeast: PICTURE_SHARE })]
}

function share(
  name: string,
  { share: found, atLeast }: { readonly share: number; readonly atLeast: number },
): Figure {
  return {
    name,
    wanted: `≥ ${atLeast * 100} %`,
    found: `${Math.round(found * 100)} %`,
    isMet: found >= atLeast,
  }
}
