import { getDocument, VerbosityLevel } from 'unpdf/pdfjs'

import { answerIsolated } from '../isolation/answer-isolated.ts'

await answerIsolated(async (data) => {
  const loading = getDocument({
    data,
    verbosity: VerbosityLevel.ERRORS,
    stopAtErrors: true,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
  })
  return (await loading.promise).numPages
})
