import * as fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'

import { sanitiseSvg } from './sanitise-svg.ts'
import { svgAttributes, svgElements, svgProperties } from './svg-allow-list.ts'

const clean = (text: string): string | null => {
  const bytes = sanitiseSvg(Buffer.from(text))
  return bytes === null ? null : Buffer.from(bytes).toString()
}

const xmlns = 'xmlns="http://www.w3.org/2000/svg"'
const xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
const svg = (inside: string, attributes = xlink): string =>
  `<svg ${xmlns} ${attributes}>${inside}</svg>`
const inside = (content: string): string | null => {
  const text = clean(svg(content))
  return text === `<svg ${xmlns}/>`
    ? ''
    : (text?.slice(`<svg ${xmlns}>`.length, -'</svg>'.length) ?? null)
}

test('an ordinary drawing stays as it is', () => {
  const drawing = svg(
    '<title>Cup &amp; saucer</title><defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>' +
      '<style>.a{fill:url(#g);stroke-width:2px}.b:hover &gt; .c{fill:red}</style>' +
      '<g transform="translate(1 2) rotate(45)" style="fill:rgb(1, 2, 3);font-family:\'Open Sans\', serif"><path class="a" d="M0 0L1 1z"/><use href="#g"/></g>' +
      '<text x="1" xml:space="preserve"> Hello <tspan>there</tspan></text>' +
      '<image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"/>',
    'viewBox="0 0 10 10"',
  )
  expect(clean(drawing)).toBe(drawing)
})

test('what editors leave behind goes', () => {
  const text = `\ufeff<?xml version="1.0" encoding="utf-8"?><!-- Made by hand -->
    <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
    <?xml-stylesheet href="https://evil.example/x.css"?>
    <svg ${xmlns} xmlns:i="urn:i" i:pages="2" enable-background="x">
      <metadata><x/></metadata><i:view/><switch><foreignObject/><g i:e="self"><path d="M0 0"/></g></switch></svg>`
  expect(clean(text)).toBe(`<svg ${xmlns}><switch><g><path d="M0 0"/></g></switch></svg>`)
})

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['a script in CDATA', '<script><![CDATA[alert(1)]]></script>'],
  ['a script with a prefix', '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'],
  ['a script in capitals', '<SCRIPT>alert(1)</SCRIPT><Script/>'],
  ['a script of HTML', '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>'],
  [
    'foreign content',
    '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="//x"/></foreignObject>',
  ],
  ['a drawing inside of it', '<foreignObject><svg onload="alert(1)"><path/></svg></foreignObject>'],
  [
    'HTML elements',
    '<iframe src="x"/><embed src="x"/><object data="x"/><audio src="x"/><link href="x"/>',
  ],
  ['handlers of events', '<handler type="text/javascript">alert(1)</handler><listener/>'],
  ['a namespace of its own', '<x:image xmlns:x="urn:x" href="https://evil.example"/>'],
  ['a style sheet from elsewhere', '<style>@import url(https://evil.example/x.css);</style>'],
  ['an animated reference', '<set attributeName="href" to="javascript:alert(1)"/>'],
  [
    'an animated reference, prefixed',
    '<animate attributeName="xlink:href" values="javascript:alert(1)"/>',
  ],
  ['an animated handler', '<set attributeName="onload" to="alert(1)"/>'],
  ['an animated style', '<animate attributeName=" style" to="x"/><animate attributeName="HREF"/>'],
  ['an animation of nothing', '<animate from="1"/>'],
  ['comments and instructions', '<!-- <script>alert(1)</script> --><?php evil() ?>'],
  ['text outside of text', 'alert(1)<![CDATA[<script>]]>'],
])('%s is left out', (_name, content) => {
  expect(inside(content)?.replace('<style/>', '')).toBe('')
})

test.each([
  ['a handler', 'onclick="alert(1)"'],
  ['a handler in capitals', 'ONCLICK="alert(1)" OnLoad="alert(1)"'],
  ['a handler with a prefix', 'xmlns:s="http://www.w3.org/2000/svg" s:onload="alert(1)"'],
  ['a handler in XHTML', 'xmlns:h="http://www.w3.org/1999/xhtml" h:onclick="alert(1)"'],
  ['a base', 'xml:base="https://evil.example/"'],
  ['a web address', 'href="https://evil.example/"'],
  ['a web address, xlink', 'xlink:href="//evil.example/x.svg#a"'],
  ['another file', 'href="other.svg#a"'],
  ['a script', 'href="javascript:alert(1)"'],
  ['a script, encoded', 'href="&#106;&#x61;vascript&#58;alert(1)"'],
  ['a script, spaced', 'href=" &#9;java&#10;script:alert(1)"'],
  [
    'a script under another prefix',
    'xmlns:q="http://www.w3.org/1999/xlink" q:href="javascript:alert(1)"',
  ],
  ['a page', 'href="data:text/html,&lt;script>alert(1)&lt;/script>"'],
  ['a picture that is one', 'href="data:image/svg+xml;base64,PHN2Zz4="'],
  ['a picture that is none', 'href="data:image/png,&lt;svg/>"'],
  ['an encoded name', 'href="#%61"'],
  ['paint from elsewhere', 'fill="url(https://evil.example/x#a)"'],
  ['paint from elsewhere, quoted', 'fill="URL( \'//evil.example\' )"'],
  ['paint from elsewhere, escaped', 'fill="u\\72l(https://evil.example)"'],
  ['paint after paint', 'fill="url(#a) url(https://evil.example)"'],
  ['a picture set', 'mask="image-set(\'https://evil.example/x.png\' 1x)"'],
  ['a source', 'filter="src(\'https://evil.example\')"'],
  ['an expression', 'style="width:expression(alert(1))"'],
  ['a behaviour', 'style="behavior:url(x.htc);-moz-binding:url(//evil.example)"'],
  ['a style from elsewhere', 'style="fill:url(//evil.example);background:url(x)"'],
  ['a style with a comment', 'style="fill:u/**/rl(//evil.example)"'],
  ['a style with an import', 'style="@import \'//evil.example\'"'],
  ['a style that breaks out', 'style="fill:red}*{fill:blue"'],
  ['a string without an end', 'style="font-family:\'a"'],
  ['an unknown attribute', 'formaction="x" src="x" data-x="y" ping="x" target="_top"'],
])('%s is no attribute to keep', (_name, attribute) => {
  expect(inside(`<path ${attribute}/>`)).toBe('<path/>')
  expect(inside(`<a ${attribute}/>`)).toBe('<a/>')
  expect(inside(`<use ${attribute}/>`)).toBe('<use/>')
})

test.each(['image', 'feImage'])('%s shows pictures inside the file only', (element) => {
  const picture = 'data:image/jpeg;base64,/9j/4AAQ'
  expect(inside(`<${element} xlink:href="${picture}"/>`)).toBe(`<${element} href="${picture}"/>`)
  expect(inside(`<${element} href="http://evil.example/x.png"/>`)).toBe(`<${element}/>`)
  expect(inside(`<${element} href="data:image/svg+xml;base64,PHN2Zz4="/>`)).toBe(`<${element}/>`)
  expect(inside(`<${element} href="file:///etc/passwd"/>`)).toBe(`<${element}/>`)
})

test('of two references the one a viewer takes is judged', () => {
  expect(inside('<use href="//evil.example" xlink:href="#a"/>')).toBe('<use/>')
  expect(inside('<use href="#b" xlink:href="//evil.example"/>')).toBe('<use href="#b"/>')
})

test.each([
  ['.a{fill:red}', '.a{fill:red}'],
  ['@import "//evil.example"; .a{fill:red}', '.a{fill:red}'],
  ['/* x */ .a /* y */ { fill : red ; behavior: url(x) }', '.a{fill:red}'],
  ['@font-face{font-family:x;src:url(//evil.example)} .a{fill:red}', '.a{fill:red}'],
  ['@media print{.a{fill:blue}} .b{fill:red}', '.b{fill:red}'],
  ['.a{fill:url(//evil.example)} .b{fill:url("#g")}', '.b{fill:url("#g")}'],
  ['.a{fill:red;stroke:\\75rl(//evil.example)}', '.a{fill:red}'],
  ['.a[href^="x"]{fill:url(#a)} .a{fill:red', '.a{fill:red}'],
  ['&lt;/style>&lt;script>alert(1)&lt;/script>', ''],
  ['.a{fill:red}/* never closed .b{fill:blue}', '.a{fill:red}'],
])('of the style sheet %j stays %j', (sheet, kept) => {
  const expected = kept === '' ? '<style/>' : `<style>${kept}</style>`
  expect(inside(`<style>${sheet}</style>`)).toBe(expected)
  expect(inside(`<style><![CDATA[${sheet.replaceAll('&lt;', '<')}]]></style>`)).toBe(expected)
})

test.each([
  ['nothing', ''],
  ['text', 'hello'],
  ['HTML', '<html><svg/></html>'],
  ['an unknown namespace', '<svg xmlns="urn:x"/>'],
  ['an entity', '<svg>&x;</svg>'],
  ['an entity of HTML', '<svg><text>&nbsp;</text></svg>'],
  ['an entity by a name of every object', '<svg><text>&constructor;</text></svg>'],
  [
    'defined entities',
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg><text>&x;</text></svg>',
  ],
  ['a billion laughs', '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><svg/>'],
  ['an element without end', '<svg><g></svg>'],
  ['two roots', '<svg/><svg/>'],
  ['an attribute without quotes', '<svg width=1/>'],
  ['an attribute twice', '<svg><a href="#a" href="javascript:alert(1)"/></svg>'],
  ['a prefix nobody declared', '<svg xlink:href="#a"/>'],
  ['a forbidden character', '<svg><text>&#0;</text></svg>'],
  ['half a character', '<svg><text>&#xD800;</text></svg>'],
  ['text after the end', '<svg/>alert(1)'],
])('%s is no SVG', (_name, text) => {
  expect(clean(text)).toBeNull()
})

test('other encodings are refused, whichever way they are marked', () => {
  const text = svg('<path d="M0 0"/>')
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
  expect(sanitiseSvg(utf16)).toBeNull()
  expect(sanitiseSvg(utf16.subarray(2))).toBeNull()
  expect(sanitiseSvg(Buffer.from(utf16).swap16())).toBeNull()
  expect(sanitiseSvg(Buffer.concat([Buffer.from(text), Buffer.from([0xe4])]))).toBeNull()
})

test('size, number and depth are limited', () => {
  expect(clean(svg(`<path d="${' '.repeat(5 * 1024 * 1024)}"/>`))).toBeNull()
  expect(clean(svg('<g/>'.repeat(49_999)))).not.toBeNull()
  expect(clean(svg('<g/>'.repeat(50_000)))).toBeNull()
  expect(clean(svg('<g>'.repeat(99) + '</g>'.repeat(99)))).not.toBeNull()
  expect(clean(svg('<g>'.repeat(100) + '</g>'.repeat(100)))).toBeNull()
  expect(clean(svg('<x>'.repeat(100) + '</x>'.repeat(100)))).toBeNull()
})

const copies = (levels: number): string =>
  svg(
    '<g id="l0"><path/></g>' +
      Array.from(
        { length: levels },
        (_, level) => `<g id="l${level + 1}">${`<use href="#l${level}"/>`.repeat(10)}</g>`,
      ).join(''),
  )

test('copies of copies are counted, and endless ones refused', () => {
  expect(clean(copies(3))).not.toBeNull()
  expect(clean(copies(9))).toBeNull()
  expect(clean(svg('<g id="a"><use href="#a"/></g>'))).toBeNull()
  expect(clean(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'))).toBeNull()
})

test.each([
  ['open parentheses', `<path style="${'fill:a('.repeat(500_000)}"/>`],
  ['open comments', `<style>${'/*'.repeat(2_000_000)}</style>`],
  ['a selector without end', `<style>${'a '.repeat(2_000_000)}</style>`],
  ['spaces', `<style>${' '.repeat(4_000_000)}x</style><image href="${' '.repeat(500_000)}"/>`],
  ['references', `<path fill="${'url('.repeat(500_000)}"/>`],
])('megabytes of %s are read in one go', (_name, content) => {
  const begun = performance.now()
  clean(svg(content))
  expect(performance.now() - begun).toBeLessThan(5_000)
})

const name = fc.constantFrom(
  'g',
  'path',
  'use',
  'a',
  'image',
  'style',
  'text',
  'set',
  'animate',
  'script',
  'SCRIPT',
  'foreignObject',
  'iframe',
  'h:script',
  'title',
  'defs',
  'svg',
  'feImage',
  'metadata',
)
const attributeName = fc.constantFrom(
  'href',
  'xlink:href',
  'style',
  'fill',
  'onclick',
  'onload',
  'id',
  'd',
  'attributeName',
  'to',
  'xml:base',
  'class',
  'values',
  'h:onclick',
  'transform',
  'src',
)
const snippet = fc.constantFrom(
  'javascript:alert(1)',
  '#a',
  'url(#a)',
  'url(//x)',
  'fill:red',
  ';',
  '{',
  '}',
  '"',
  "'",
  '/*',
  '*/',
  '\\75rl(x)',
  '@import',
  '<script>',
  ']]>',
  '&',
  'data:image/png;base64,AA==',
  'href',
  '.a',
  '(',
  ')',
  ' ',
  '\n',
  '\t',
  '\r',
  'ä',
  '😀',
  'fill',
  'rgb(1,2,3)',
  '\u00a0',
  '\u2028',
)
const value = fc.array(snippet, { maxLength: 6 }).map((parts) => parts.join(''))
const escape = (text: string): string =>
  text.replace(/[&<>"\n\t\r]/g, (character) => `&#${character.codePointAt(0)};`)
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', '')}]]>`

const { tree } = fc.letrec<{ tree: string; element: string }>((tie) => ({
  element: fc
    .record({
      name,
      attributes: fc.uniqueArray(fc.tuple(attributeName, value), {
        maxLength: 4,
        selector: ([key]) => key,
      }),
      content: tie('tree'),
    })
    .map(({ name, attributes, content }) => {
      const written = attributes.map(([key, text]) => ` ${key}="${escape(text)}"`).join('')
      return `<${name}${written}>${content}</${name}>`
    }),
  tree: fc
    .array(
      fc.oneof(
        { maxDepth: 4 },
        value.map(escape),
        value.map(cdata),
        fc.constant('<!-- <script/> -->'),
        tie('element'),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join('')),
}))

const isHarmless = (text: string): boolean => {
  let harmless = true
  let open = ''
  const demand = (fact: boolean): void => void (harmless &&= fact)
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', () => demand(false))
  for (const event of [
    'comment',
    'cdata',
    'doctype',
    'processinginstruction',
    'xmldecl',
  ] as const) {
    parser.on(event, () => demand(false))
  }
  parser.on('opentag', (tag) => {
    open = tag.local
    demand(
      tag.prefix === '' && tag.uri === 'http://www.w3.org/2000/svg' && svgElements.has(tag.local),
    )
    for (const { name, value } of Object.values(tag.attributes)) {
      const isListed = svgAttributes.has(name) || svgProperties.has(name)
      demand(isListed || ['xmlns', 'href', 'style', 'xml:space', 'xml:lang'].includes(name))
      if (name === 'href') demand(value.startsWith('#') || value.startsWith('data:image/png;'))
      demand(!/javascript:|url\((?!#)|\\/i.test(value))
    }
  })
  parser.on('closetag', () => void (open = ''))
  parser.on('text', (found) => demand(open !== 'style' || !/url\((?!["']?#)|[@\\]/.test(found)))
  parser.write(text).close()
  return harmless
}

test('whatever comes in, only what is allowed comes out, and doing it twice changes nothing', () => {
  let kept = 0
  fc.assert(
    fc.property(tree, (content) => {
      const once = clean(svg(content, `${xlink} xmlns:h="http://www.w3.org/1999/xhtml"`))
      if (once === null) return
      kept += 1
      expect(isHarmless(once)).toBe(true)
      expect(clean(once)).toBe(once)
    }),
    { numRuns: 2_000 },
  )
  expect(kept).toBeGreaterThan(1_000)
})

test('bytes and texts of any kind never throw', () => {
  const bytes = fc.uint8Array({ maxLength: 200 })
  const text = fc.string({ unit: 'binary' }).map((found) => Buffer.from(`<svg>${found}</svg>`))
  fc.assert(
    fc.property(fc.oneof(bytes, text), (input) => {
      expect(() => sanitiseSvg(input)).not.toThrow()
    }),
    { numRuns: 500 },
  )
})
