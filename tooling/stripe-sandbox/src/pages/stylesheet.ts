/** The one stylesheet of the sandbox's pages. Colours keep a contrast of at least 4.5 to 1. */
export const STYLESHEET = `
:root { color-scheme: light; --ink: #1a1f36; --soft: #545b73; --edge: #d5d9e4; --act: #4338ca; --bad: #a3182d; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f5f9; color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
.banner { margin: 0; padding: .5rem 1rem; background: #fde9b8; color: #5a3b00; text-align: center; font-size: .9rem; }
main { width: min(30rem, 100% - 2rem); margin: 2rem auto; padding: 1.75rem; background: #fff; border: 1px solid var(--edge); border-radius: 12px; box-shadow: 0 6px 24px rgb(26 31 54 / 8%); }
main:has(.wide) { width: min(60rem, 100% - 2rem); }
h1 { margin: 0 0 .25rem; font-size: 1.15rem; font-weight: 600; color: var(--soft); }
h2 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
.total { margin: 0 0 1.25rem; font-size: 2.1rem; font-weight: 700; letter-spacing: -.02em; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; color: var(--soft); font-size: .85rem; padding-bottom: .25rem; }
th, td { padding: .6rem 0; border-top: 1px solid var(--edge); text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
td + td, th + td, th + th { padding-left: 1rem; }
td.money, th.money { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tfoot th, tfoot td { font-weight: 700; border-top: 2px solid var(--ink); }
small { display: block; color: var(--soft); }
form { margin-top: 1.5rem; display: grid; gap: .75rem; }
label { font-size: .9rem; font-weight: 600; }
input[type=email], input[type=text] { width: 100%; margin-top: .25rem; padding: .65rem .75rem; border: 1px solid #878ea6; border-radius: 8px; font: inherit; }
fieldset { border: 1px solid var(--edge); border-radius: 8px; padding: .5rem .9rem .8rem; margin: 0; }
legend { font-size: .9rem; font-weight: 600; padding: 0 .3rem; }
fieldset label { display: flex; gap: .6rem; font-weight: 400; padding: .2rem 0; }
fieldset label span:last-child { margin-left: auto; }
button, .button { display: block; width: 100%; padding: .75rem 1rem; border-radius: 8px; border: 1px solid var(--edge); background: #fff; color: var(--ink); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button.main, .button.main { background: var(--act); border-color: var(--act); color: #fff; }
button.plain { border-color: transparent; color: var(--soft); }
button.bad { color: var(--bad); border-color: var(--bad); }
button:hover, .button:hover { filter: brightness(.96); }
:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px; }
.alert { margin: 0 0 1.25rem; padding: .75rem 1rem; border-left: 4px solid var(--bad); background: #fdecee; color: #7c1020; border-radius: 4px; }
code { font-size: .85em; overflow-wrap: anywhere; }
`
