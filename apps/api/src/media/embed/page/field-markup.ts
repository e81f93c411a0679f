import type { FormField, FormValue } from '@cartwright/domain/personalisation/form-field'
import { longestAnswer } from '@cartwright/domain/personalisation/longest-answer'

import { escapeHtml } from './escape-html.ts'

/** One field with its label, what is known of its answer, and room for what is wrong with it. */
export function fieldMarkup(field: FormField, value: FormValue | undefined): string {
  const { key, type, required } = field
  const isQuestion = type === 'boolean' && required
  const content = isQuestion ? yesOrNo(field, value) : labelled(field, value)
  const attributes = `class="field" data-key="${escapeHtml(key)}" data-type="${type}"`
  const error = `<p class="error" id="e-${escapeHtml(key)}" hidden></p>`
  return isQuestion
    ? `<fieldset ${attributes} aria-describedby="e-${escapeHtml(key)}">${content}${error}</fieldset>`
    : `<div ${attributes}>${content}${error}</div>`
}

function labelled(field: FormField, value: FormValue | undefined): string {
  const label = `<label for="${idOf(field)}">${labelText(field)}</label>`
  const control = controlOf(field, value)
  return field.type === 'boolean'
    ? `<div class="tick">${control}${label}</div>`
    : `${label}${control}`
}

function labelText({ label, required }: FormField): string {
  return `${escapeHtml(label)}${required ? ' <span class="required">required</span>' : ''}`
}

function controlOf(field: FormField, value: FormValue | undefined): string {
  const shared = `id="${idOf(field)}" name="${escapeHtml(field.key)}" aria-describedby="e-${escapeHtml(field.key)}"${field.required ? ' aria-required="true"' : ''}`
  const text = value === undefined ? '' : escapeHtml(String(value))
  const filled = `value="${text}" maxlength="${longestAnswer(field)}"`
  switch (field.type) {
    case 'text':
      return `<input type="text" ${shared} ${filled}>`
    case 'longtext':
      // The first line end after the tag is no part of the value.
      return `<textarea rows="4" ${shared} maxlength="${longestAnswer(field)}">\n${text}</textarea>`
    case 'number':
      return `<input type="text" inputmode="decimal" ${shared} ${filled}>`
    case 'date':
      return `<input type="date" ${shared} value="${text}">`
    case 'url':
      return `<input type="url" placeholder="https://" ${shared} ${filled}>`
    case 'email':
      return `<input type="email" autocomplete="email" ${shared} ${filled}>`
    case 'boolean':
      return `<input type="checkbox" ${shared}${value === true ? ' checked' : ''}>`
    case 'image':
      return pictureControl(field, shared)
  }
}

function pictureControl({ label }: FormField, shared: string): string {
  const name = escapeHtml(label)
  return `<input type="file" accept="image/*" ${shared}>
<div class="upload" hidden>
<progress max="100" value="0" aria-label="Upload: ${name}"></progress>
<figure hidden><img alt="Preview: ${name}"><button type="button" class="remove">Remove picture<span class="unseen">: ${name}</span></button></figure>
</div>`
}

/** A question that must be answered: a lone tick box could not tell "no" from silence. */
function yesOrNo(field: FormField, value: FormValue | undefined): string {
  const option = (answer: boolean, text: string) => {
    const id = `${idOf(field)}-${text.toLowerCase()}`
    const checked = value === answer ? ' checked' : ''
    return `<div class="tick"><input type="radio" id="${id}" name="${escapeHtml(field.key)}" value="${answer}"${checked}><label for="${id}">${text}</label></div>`
  }
  return `<legend>${labelText(field)}</legend>${option(true, 'Yes')}${option(false, 'No')}`
}

function idOf({ key }: FormField): string {
  return `f-${escapeHtml(key)}`
}
