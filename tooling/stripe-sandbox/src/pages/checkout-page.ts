import { formatMoney } from '../present/format-money.ts'
import { chosenShipping, lineTotal, sessionTotals } from '../present/session-totals.ts'
import type { SessionRecord } from '../state/records.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'

interface CheckoutView {
  readonly session: SessionRecord
  readonly merchant: string
  readonly problem: string | null
}

/** The hosted payment page of an open session. It is a plain form, so it works without scripts. */
export function checkoutPage({ session, merchant, problem }: CheckoutView): string {
  const total = formatMoney(sessionTotals(session).total, session.currency)
  return layout(
    `Pay ${total} to ${merchant}`,
    html`${problem === null ? null : html`<p class="alert" role="alert">${problem}</p>`}
      <h1>Pay ${merchant}</h1>
      <p class="total">${total}</p>
      ${lineTable(session)} ${shippingChoice(session)}
      <form method="post">
        ${buyerFields(session)}
        <button class="main" name="action" value="pay">Pay ${total}</button>
        <button name="action" value="debit">Pay with bank debit</button>
        <button class="bad" name="action" value="decline">Pay with a card that is declined</button>
        <button class="plain" name="action" value="cancel" formnovalidate>
          Cancel and go back
        </button>
      </form>`,
  )
}

function lineTable(session: SessionRecord): Html {
  const { currency } = session
  const shipping = chosenShipping(session)
  return html`<table>
    <caption>
      Your order
    </caption>
    <thead>
      <tr>
        <th scope="col">Item</th>
        <th scope="col" class="money">Amount</th>
      </tr>
    </thead>
    <tbody>
      ${session.lines.map(
        (line) =>
          html`<tr>
            <td>
              ${line.name}
              <small
                >${line.description}${line.description === null ? '' : ' · '}${line.quantity} ×
                ${formatMoney(line.unitAmount, currency)}</small
              >
            </td>
            <td class="money">${formatMoney(lineTotal(line), currency)}</td>
          </tr> `,
      )}${
        shipping === null
          ? null
          : html`<tr>
              <td>Shipping<small>${shipping.name}</small></td>
              <td class="money">${formatMoney(shipping.amount, currency)}</td>
            </tr>`
      }
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">Total</th>
        <td class="money">${formatMoney(sessionTotals(session).total, currency)}</td>
      </tr>
    </tfoot>
  </table>`
}

// A form of its own: the total must be on the page before it can be paid.
function shippingChoice(session: SessionRecord): Html | null {
  if (session.shippingOptions.length < 2) return null
  const chosen = chosenShipping(session)
  return html`<form method="post">
    <fieldset>
      <legend>Shipping</legend>
      ${session.shippingOptions.map(
        ({ id, name, amount }) =>
          html`<label
            ><input
              type="radio"
              name="shipping_rate"
              value="${id}"
              ${id === chosen?.id ? html` checked` : null}
            />
            <span>${name}</span> <span>${formatMoney(amount, session.currency)}</span></label
          > `,
      )}<button name="action" value="shipping">Use this shipping</button>
    </fieldset>
  </form>`
}

function buyerFields(session: SessionRecord): Html {
  return html`${
      session.customerEmail === null
        ? html`<label
            >E-mail<input type="email" name="email" autocomplete="email" required
          /></label>`
        : html`<p>Paying as <strong>${session.customerEmail}</strong></p>`
    } <label>Name<input type="text" name="name" autocomplete="name" maxlength="200" /></label>`
}
