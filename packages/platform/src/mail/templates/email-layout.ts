/** What every e-mail shows, whatever it is about. */
export type EmailFrame = {
  readonly storeName: string
  /** Where a reader can ask; `null` hides the line. */
  readonly supportEmail: string | null
}

/**
 * The common frame around an e-mail's sections. `preview` is the line a mailbox shows beside the
 * subject; both it and `body` may hold Liquid.
 */
export const emailLayout = (preview: string, body: string): string => `
<mjml lang="en">
  <mj-head>
    <mj-title>{{ storeName }}</mj-title>
    <mj-preview>${preview}</mj-preview>
    <mj-attributes>
      <mj-all font-family="Helvetica, Arial, sans-serif" />
      <mj-text font-size="16px" line-height="24px" color="#1f2933" />
      <mj-table font-size="15px" line-height="22px" color="#1f2933" />
      <mj-button background-color="#1f2933" color="#ffffff" font-size="16px" border-radius="6px" />
      <mj-divider border-width="1px" border-color="#d9dee3" />
      <mj-section background-color="#ffffff" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f3f4f6">
    <mj-section padding="24px 0 0">
      <mj-column>
        <mj-text font-size="22px" font-weight="bold">{{ storeName }}</mj-text>
      </mj-column>
    </mj-section>
${body}
    <mj-section padding="0 0 24px">
      <mj-column>
        <mj-divider />
        <mj-text font-size="13px" line-height="20px" color="#52606d">
          {{ storeName }}{% if supportEmail %} &middot; Questions? Write to
          <a href="mailto:{{ supportEmail | url_encode }}">{{ supportEmail }}</a>{% endif %}
        </mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`

/** The last lines of every text part. */
export const textFooter = `
--
{{ storeName }}{% if supportEmail %}
Questions? Write to {{ supportEmail }}{% endif %}
`
