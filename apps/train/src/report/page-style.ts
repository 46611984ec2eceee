/** The looks of the report's page, on screens light and dark and on paper. Colours repeat words. */
export const pageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
h1 { margin-bottom: 0.25rem; }
dl { display: grid; grid-template-columns: max-content auto; gap: 0.1rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; }
caption, h2 { text-align: left; font-weight: 600; font-size: 1.2rem; margin-bottom: 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid #8886; }
tbody th { font-weight: 500; }
time, .whole { white-space: nowrap; }
.succeeded, .done { color: light-dark(#116329, #56d364); }
.failed, .rejected, .unknown { color: light-dark(#a40e26, #ff7b72); }
.waiting, .running { color: light-dark(#7d4e00, #e3b341); }
.note { border: 1px solid currentColor; padding: 0.3rem 0.6rem; width: fit-content; }
@media screen and (max-width: 60rem) {
  thead { position: absolute; clip-path: inset(50%); }
  table, caption, tbody, tr, th, td { display: block; }
  tr { padding: 0.4rem 0; border-bottom: 1px solid #8886; }
  th, td { padding: 0 0 0 0.6rem; border: 0; }
  td:empty { display: none; }
  td[data-label='#'] { display: none; }
  td::before { content: attr(data-label) ': '; opacity: 0.75; }
  tbody th { padding-left: 0; font-weight: 600; }
}
@media print {
  :root { font-size: 12px; }
  main { max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
`;
