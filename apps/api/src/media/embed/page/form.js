/** The form in the browser. The server decides what is right; this sends, shows progress and says
 *  what the server found. */

const MOST_PICTURE_BYTES = 10_485_760

const form = document.querySelector('#form')
const status = document.querySelector('#status')
const faults = document.querySelector('#faults')
const send = document.querySelector('#send')
const { session, origins, redirect } = form.dataset
const token = new URLSearchParams(window.location.search).get('session_token')
const address = `../v1/embed/form-submit/${session}`
const authorization = `Bearer ${token}`

/** Pictures by field key: the address each one got, or the upload that is still on its way. */
const pictures = new Map()
const uploads = new Map()

const uploadFaults = {
  file_too_large: 'This picture is larger than 10 MB. Please choose a smaller one.',
  invalid_type: 'This file is not a picture. Please choose a JPEG, PNG, WebP or GIF.',
  rate_limited: 'There were too many pictures. Please wait a minute, or send the form without it.',
  quota_exceeded: 'The shop has no room for more pictures. Please tell the shop.',
  unauthorized: 'This form has expired. Please open it again on the shop’s page.',
}

function announce(text) {
  status.textContent = text
}

function fieldOf(key) {
  return form.querySelector(`.field[data-key="${CSS.escape(key)}"]`)
}

function controlOf(field) {
  return field.querySelector('input, textarea')
}

function setFault(field, message) {
  const error = field.querySelector('.error')
  const marked = field.matches('fieldset') ? field : controlOf(field)
  error.textContent = message
  error.hidden = message === ''
  if (message === '') marked.removeAttribute('aria-invalid')
  else marked.setAttribute('aria-invalid', 'true')
}

function post(body, onProgress) {
  const isFile = body instanceof FormData
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', isFile ? `${address}/upload-image` : address)
    request.setRequestHeader('authorization', authorization)
    if (!isFile) request.setRequestHeader('content-type', 'application/json')
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total))
    request.addEventListener('load', () =>
      resolve({ ok: request.status < 300, body: request.response ?? {} }),
    )
    request.addEventListener('error', () => resolve({ ok: false, body: {} }))
    request.send(body)
  })
}

function showUpload(field, { file, progress }) {
  const box = field.querySelector('.upload')
  const figure = box.querySelector('figure')
  const image = figure.querySelector('img')
  const bar = box.querySelector('progress')
  box.hidden = file === null
  figure.hidden = file === null
  bar.hidden = progress === null
  bar.value = progress ?? 0
  if (image.src.startsWith('blob:')) URL.revokeObjectURL(image.src)
  if (file === null) image.removeAttribute('src')
  else image.src = URL.createObjectURL(file)
}

function removePicture(field, announcement) {
  const { key } = field.dataset
  pictures.delete(key)
  uploads.delete(key)
  controlOf(field).value = ''
  showUpload(field, { file: null, progress: null })
  announce(announcement)
}

async function uploadPicture(field, file) {
  const { key } = field.dataset
  const bar = field.querySelector('progress')
  showUpload(field, { file, progress: 0 })
  announce('Uploading the picture…')
  const body = new FormData()
  body.append('file', file)
  const upload = post(body, (share) => {
    if (uploads.get(key) === upload) bar.value = Math.round(share * 100)
  })
  uploads.set(key, upload)
  const answer = await upload
  // Another picture was chosen meanwhile, or none.
  if (uploads.get(key) !== upload) return
  uploads.delete(key)
  bar.hidden = true
  if (answer.ok) {
    pictures.set(key, answer.body.url)
    announce('The picture is uploaded.')
    return
  }
  const message = uploadFaults[answer.body.error?.code] ?? 'The upload failed. Please try again.'
  removePicture(field, '')
  setFault(field, message)
  announce(message)
}

function choosePicture(field) {
  const [file] = controlOf(field).files
  setFault(field, '')
  pictures.delete(field.dataset.key)
  if (file === undefined) return removePicture(field, 'No picture is chosen.')
  const isPicture = file.type.startsWith('image/')
  if (isPicture && file.size <= MOST_PICTURE_BYTES) return uploadPicture(field, file)
  const message = isPicture ? uploadFaults.file_too_large : uploadFaults.invalid_type
  removePicture(field, message)
  setFault(field, message)
}

function answerOf(field) {
  const { key, type } = field.dataset
  const control = controlOf(field)
  if (type === 'image') return pictures.get(key) ?? null
  if (type !== 'boolean') return control.value
  if (control.type === 'checkbox') return control.checked
  return field.querySelector('input:checked')?.value ?? null
}

function answers() {
  const fields = [...form.querySelectorAll('.field')]
  return Object.fromEntries(fields.map((field) => [field.dataset.key, answerOf(field)]))
}

function tellFaults(lines) {
  const list = document.createElement('ul')
  list.append(
    ...lines.map((line) => {
      const item = document.createElement('li')
      item.textContent = line
      return item
    }),
  )
  const heading = document.createElement('strong')
  heading.textContent = 'This could not be sent yet.'
  faults.replaceChildren(heading, list)
}

function showFaults(error) {
  const { formErrors = [], fieldErrors = {} } = error?.issues ?? {}
  const found = Object.entries(fieldErrors).flatMap(([key, [message]]) => {
    const field = fieldOf(key)
    return field === null ? [] : [{ field, message: readable(message) }]
  })
  for (const { field, message } of found) setFault(field, message)
  if (found.length === 0 && formErrors.length === 0) {
    const message = uploadFaults[error?.code] ?? 'Something went wrong. Please try again.'
    tellFaults([message])
  } else {
    tellFaults([
      ...formErrors,
      ...found.map(({ field, message }) => `${nameOf(field)} – ${message}`),
    ])
  }
  const [first] = found
  if (first !== undefined) controlOf(first.field).focus()
  else send.focus()
}

function readable(message) {
  return message === 'Required' ? 'Please fill this in' : message
}

function nameOf(field) {
  return field.querySelector('label, legend').firstChild.textContent.trim()
}

function clearFaults() {
  faults.replaceChildren()
  for (const field of form.querySelectorAll('.field')) setFault(field, '')
}

/** Only pages the shop listed hear of it; where it listed none, whoever shows the form does. */
function tellParent(submissionId) {
  if (window.parent === window) return
  const listed = JSON.parse(origins)
  for (const origin of listed.length === 0 ? ['*'] : listed) {
    window.parent.postMessage({ type: 'form.submitted', submissionId }, origin)
  }
}

function thank() {
  form.hidden = true
  announce('')
  const thanks = document.querySelector('#thanks')
  thanks.hidden = false
  thanks.querySelector('h2').focus()
}

let isSending = false

async function submit() {
  if (isSending) return
  isSending = true
  send.setAttribute('aria-disabled', 'true')
  clearFaults()
  announce(uploads.size > 0 ? 'Waiting for the picture…' : 'Sending…')
  await Promise.all(uploads.values())
  const failed = form.querySelector('[data-type="image"] [aria-invalid="true"]')
  const body = JSON.stringify({ data: answers() })
  const answer = failed === null ? await post(body, () => {}) : null
  isSending = false
  send.removeAttribute('aria-disabled')
  announce('')
  if (answer === null) return failed.focus()
  if (!answer.ok) return showFaults(answer.body.error)
  thank()
  tellParent(answer.body.id)
  if (redirect !== '') window.location.assign(redirect)
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void submit()
})

form.addEventListener('change', ({ target }) => {
  if (target.type === 'file') void choosePicture(target.closest('.field'))
})

form.addEventListener('click', ({ target }) => {
  const remove = target.closest('.remove')
  if (remove === null) return
  const field = remove.closest('.field')
  removePicture(field, 'The picture is removed.')
  controlOf(field).focus()
})
