/** One line of an order; `amount` is formatted money, such as `£19.99`. */
export type EmailLine = {
  readonly title: string
  readonly variant: string | null
  readonly quantity: number
  readonly amount: string
}

/** One row below the lines; `amount` is formatted money. */
export type EmailTotal = {
  readonly label: string
  readonly amount: string
}

/** Wraps MJML into one section with one column. */
export const section = (content: string): string => `
    <mj-section padding="0">
      <mj-column>
${content}
      </mj-column>
    </mj-section>`

export const greeting = `
        <mj-text>Hello{% if customerName %} {{ customerName }}{% endif %},</mj-text>`

export const textGreeting = `Hello{% if customerName %} {{ customerName }}{% endif %},`

const cell = 'style="padding: 6px 0; vertical-align: top"'
const moneyCell = 'style="padding: 6px 0; vertical-align: top; text-align: right"'

const lineRows = (amount: string): string => `
          {% for line in lines %}<tr>
            <td ${cell}>{{ line.quantity }} &times; {{ line.title }}{% if line.variant %}<br />
              <span style="color: #52606d">{{ line.variant }}</span>{% endif %}</td>
            ${amount}
          </tr>{% endfor %}`

/** The lines with what they cost, then the totals, the last of them in bold. */
export const lineTable = `
        <mj-table>${lineRows(`<td ${moneyCell}>{{ line.amount }}</td>`)}
          {% for total in totals %}<tr style="border-top: 1px solid #d9dee3">
            <td ${cell}>{% if forloop.last %}<b>{{ total.label }}</b>{% else %}{{ total.label }}{% endif %}</td>
            <td ${moneyCell}>{% if forloop.last %}<b>{{ total.amount }}</b>{% else %}{{ total.amount }}{% endif %}</td>
          </tr>{% endfor %}
        </mj-table>`

export const textLines = `{% for line in lines %}{{ line.quantity }} x {{ line.title }}{% if line.variant %} ({{ line.variant }}){% endif %}  {{ line.amount }}
{% endfor %}
{% for total in totals %}{{ total.label }}: {{ total.amount }}
{% endfor %}`

/** The lines without money, for a parcel. */
export const parcelTable = `
        <mj-table>${lineRows('')}
        </mj-table>`

export const textParcel = `{% for line in lines %}{{ line.quantity }} x {{ line.title }}{% if line.variant %} ({{ line.variant }}){% endif %}
{% endfor %}`

export const addressBlock = `
        <mj-raw>{% if shippingAddress.size > 0 %}</mj-raw>
        <mj-text><b>Delivery address</b><br />{% for row in shippingAddress %}{{ row }}<br />{% endfor %}</mj-text>
        <mj-raw>{% endif %}</mj-raw>`

export const textAddress = `{% if shippingAddress.size > 0 %}Delivery address:
{% for row in shippingAddress %}{{ row }}
{% endfor %}{% endif %}`
