import type { FoundEmbedSession } from '@cartwright/db/queries/embed-session'
import type { ProductForm } from '@cartwright/db/queries/product-form'

import { escapeHtml } from './escape-html.ts'
import { fieldMarkup } from './field-markup.ts'
import { pageFrame } from './page-frame.ts'

/** The form of a product, as its session allows: to fill in, or to look at. */
export function formPage({ session, store, allowedOrigins }: FoundEmbedSession, form: ProductForm) {
  const canSubmit = session.mode === 'fill' && session.maySubmit
  const fields = form.fields.map((field) => fieldMarkup(field, session.prefill[field.key]))
  const origins = escapeHtml(JSON.stringify(allowedOrigins))
  const content = `<p class="shop">${escapeHtml(store.name)}</p>
<h1>${escapeHtml(form.productTitle)}</h1>
${canSubmit ? '' : '<p class="note">This form can be looked at, but not filled in.</p>'}
<noscript><p class="note">This form needs JavaScript.</p></noscript>
<form id="form" novalidate data-session="${session.id}" data-origins="${origins}" data-redirect="${escapeHtml(session.redirectUrl ?? '')}">
<div id="faults" class="faults" role="alert"></div>
<fieldset class="plain"${canSubmit ? '' : ' disabled'}>
<legend class="unseen">Personalise ${escapeHtml(form.productTitle)}</legend>
${fields.join('\n')}
</fieldset>
${canSubmit ? '<button type="submit" id="send">Send</button>' : ''}
</form>
<p id="status" class="status" role="status"></p>
<section id="thanks" hidden>
<h2 tabindex="-1">Thank you</h2>
<p>We have received what you filled in. You can go on in the shop.</p>
</section>`
  return pageFrame({ title: `${form.productTitle} – ${store.name}`, content, withScript: true })
}
