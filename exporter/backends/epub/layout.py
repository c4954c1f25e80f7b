"""The part of the style sheets that is the same in every look: where things stand, never how large or which colour.

Adobe's engine for EPUB 2, which shows books on Kobo, Tolino and older Sony and Nook readers, drops a whole sheet for
one query with a number in it, one selector of CSS 3 or one function such as min(); it knows no element of HTML 5. So
LAYOUT keeps to CSS 2.1, and MODERN, a file of its own, has what asks for more.
(github.com/gutenbergtools/ebookmaker/issues/212, github.com/dvschultz/99problems/issues/22)
"""

LAYOUT = """\
@charset "utf-8";
@page { margin: 1.2em; }
article, aside, figcaption, figure, footer, header, nav, section { display: block; }
[hidden] { display: none; }

body { margin: 0; padding: 0; hyphens: auto; -webkit-hyphens: auto; -epub-hyphens: auto; orphans: 2; widows: 2;
  overflow-wrap: break-word; }
body > section, body > header, body > nav { max-width: 38em; margin: 0 auto; padding: 0 0.6em; }
p { margin: 0; }
p + p { text-indent: 1em; }
h1, h2, h3, h4, h5, h6, header p, footer p, .caption, .box-title, .question, .table-caption, .pull-quote, .embed-title,
table, pre { hyphens: none; -webkit-hyphens: none; -epub-hyphens: none; adobe-hyphenate: none; }
h1, h2, h3, h4, h5, h6 { break-after: avoid; page-break-after: avoid; break-inside: avoid; text-wrap: balance; }
a { color: inherit; }
sup, sub { font-size: 0.75em; line-height: 0; }
code { font-family: monospace; }
rt { hyphens: none; }
.small-caps { font-variant: small-caps; }
[dir="rtl"] * { letter-spacing: normal; }

/* Readers justify paragraphs by a rule of their own; large and short lines would fall apart. */
.head p, .pull-quote p, .attribution, .question, .table-source, .tail p, .embed p { text-align: left;
  text-align: start; }

.head { margin: 0 0 1.2em; }
.head p { text-indent: 0; }
.running { border-bottom: 1px solid; padding: 0 0 0.3em; margin: 0.6em 0 1.4em; }
.kicker { margin: 0 0 0.3em; }
.headline { margin: 0 0 0.3em; }
.subhead, .deck { margin: 0.3em 0 0.5em; }
.byline { margin: 0.9em 0 0; }
.date { margin: 0.15em 0 0; }
.origin { margin: 0.15em 0 0; }
.origin p { display: inline; }
.origin p + p:before { content: " · "; }
.lead { margin: 0 0 0.8em; }
.lead + p { text-indent: 0; }
.dateline { white-space: normal; }
.end-mark { white-space: nowrap; }

.crosshead { margin: 1.4em 0 0.3em; }
blockquote { margin: 1em 1.2em; }
p.attribution { margin: 0.4em 0 0; text-indent: 0; }
.attribution cite { font-style: normal; }
.pull-quote { margin: 1.4em 0; padding: 0.6em 0; border-top: 2px solid; border-bottom: 1px solid; break-inside: avoid;
  page-break-inside: avoid; }
.pull-quote p { text-indent: 0; }
ul, ol { margin: 0.8em 0; padding: 0; }
li { margin: 0.25em 1.4em; margin-inline-end: 0; }
li p, td p, th p, .question + p { text-indent: 0; }
hr { border: 0; border-top: 1px solid; width: 25%; margin: 1.6em auto; }
.new-page { break-before: page; page-break-before: always; }

figure { margin: 1.2em 0; break-inside: avoid; page-break-inside: avoid; text-align: center; }
img { max-width: 100%; max-height: 85vh; height: auto; }
figcaption { text-align: left; text-align: start; margin: 0.3em 0 0; break-before: avoid; page-break-before: avoid; }
.caption.alone { margin: 1.2em 0; text-indent: 0; text-align: left; text-align: start; }
.photo-head { font-weight: bold; }
.portrait figcaption { text-align: center; }
.portrait img { max-width: 14em; max-height: 50vh; }
.logo img { max-width: 8em; max-height: 20vh; }
/* Where a page has no room left for it, the lead photo goes to the next one and the text closes up below the headline,
  as it does for floats. WebKit would set one that may not be broken too low; the picture itself is never broken. */
.head + .photo { float: left; width: 100%; margin: 0 0 1.2em; break-inside: auto; page-break-inside: auto; }
.box, .crosshead, .embed, .notes, .pull-quote, .question, .table, .tail, .new-page, hr { clear: both; }
.gallery figure { margin: 0 0 0.8em; }
.gallery img { max-height: 36vh; }
.credit, .photo-rights { display: inline-block; }

.table { text-align: left; text-align: start; }
.table.pages { break-inside: auto; page-break-inside: auto; }
.table-caption { margin: 0 0 0.4em; break-after: avoid; page-break-after: avoid; }
.table-source { margin: 0.4em 0 0; text-indent: 0; break-before: avoid; page-break-before: avoid; }
.scroll { overflow: auto; max-height: 85vh; }
.tight { font-size: 0.8em; }
.long { hyphens: auto; -webkit-hyphens: auto; -epub-hyphens: auto; }
.tight .long { overflow-wrap: anywhere; }
table { border-collapse: collapse; border-top: 2px solid; border-bottom: 1px solid; min-width: 60%; }
th, td { padding: 0.3em 0.8em 0.3em 0; vertical-align: top; text-align: left; text-align: start;
  overflow-wrap: break-word; }
[dir="rtl"] th, [dir="rtl"] td { padding: 0.3em 0 0.3em 0.8em; }
.tight th, .tight td { padding: 0.3em 0.4em 0.3em 0; }
[dir="rtl"] .tight th, [dir="rtl"] .tight td { padding: 0.3em 0 0.3em 0.4em; }
thead { border-bottom: 1px solid; }
thead th { vertical-align: bottom; }
tbody th { font-weight: bold; }
td.right, th.right { text-align: right; }
td.center, th.center { text-align: center; }
tr { break-inside: avoid; page-break-inside: avoid; }

.box { margin: 1.4em 0; padding: 0.8em 1em; border: 1px solid; }
.box-title { margin: 0 0 0.4em; }
.box p { text-indent: 0; }
.box p + p { margin: 0.3em 0 0; }
.box table { font-size: 1em; }
.timeline li { margin-bottom: 0.6em; }
.question { margin: 1em 0 0.2em; text-indent: 0; break-after: avoid; page-break-after: avoid; }
pre { margin: 1em 0; white-space: pre-wrap; overflow-wrap: anywhere; text-align: left; }
.embed { margin: 1.2em 0; padding: 0.7em 1em; border: 1px solid; break-inside: avoid; page-break-inside: avoid; }
.embed p { text-indent: 0; }
.address { overflow-wrap: anywhere; text-indent: 0; }
.contribution, .endnote { margin: 0.9em 0 0; text-indent: 0; }

.notes { margin: 2em 0 0; }
.note { margin: 0.3em 0; }
.note:first-child { padding: 0.6em 0 0; border-top: 1px solid; }
.noteref, .sign { text-decoration: none; }
.sign { font-weight: bold; }
.tail { margin: 2em 0 1em; padding: 0.6em 0 0; border-top: 1px solid; }
.tail p { text-indent: 0; margin: 0 0 0.3em; }

.contents ol { list-style: none; margin: 0; padding: 0; }
.contents li { margin: 0; }
.contents li a { display: block; padding: 0.45em 0; text-decoration: none; }
.contents .section { margin: 1.2em 0 0; }
.contents .section > span { display: block; padding: 0 0 0.2em; border-bottom: 1px solid; }
.cover { text-align: center; }
.cover img { max-width: 100%; max-height: 100vh; }
.cover section { padding: 0; }
"""

MODERN = """\
:root { color-scheme: light dark; }
.box > :last-child, .embed > :last-child, blockquote > :last-child { margin-bottom: 0; }
"""

# Japanese and Chinese from top to bottom, lines from right to left. Tables and program text stay level.
VERTICAL = """\
.vertical { writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl; -epub-writing-mode: vertical-rl; }
.vertical body > section { max-width: none; max-height: 40em; padding: 0.6em 0; }
.vertical .running { border-bottom: 0; border-left: 1px solid; padding: 0 0 0 0.3em; margin: 0 0.6em 0 1.4em; }
.vertical p + p { text-indent: 1em; }
.vertical table, .vertical pre { writing-mode: horizontal-tb; -webkit-writing-mode: horizontal-tb;
  -epub-writing-mode: horizontal-tb; }
.vertical figure { margin: 0 0.8em; text-align: start; }
.vertical img { max-width: 15em; max-height: 100%; }
.vertical .photo img { width: 12em; }
.vertical .head + .photo { float: none; width: auto; margin: 0 0.8em; }
.vertical .crosshead, .vertical .headline { margin: 0 0.8em 0 0.3em; }
.vertical .notes { margin: 0 2em 0 0; }
.vertical .tail { margin: 0 2em 0 0; padding: 0 0.6em 0 0; border-top: 0; border-right: 1px solid; }
.vertical .note:first-child { padding: 0 0.6em 0 0; border-top: 0; border-right: 1px solid; }
"""
