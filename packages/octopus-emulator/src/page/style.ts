/** The looks of the page, light and dark, wide and narrow. Colours repeat words. */
export const pageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
h1 { margin: 0; }
.note { border: 1px solid currentColor; padding: 0.3rem 0.6rem; width: fit-content; }
.controls { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; margin: 1rem 0; }
input, button { font: inherit; padding: 0.2rem 0.5rem; }
form { display: inline-flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; }
caption { text-align: left; font-weight: 600; font-size: 1.2rem; margin-bottom: 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid #8886; overflow-wrap: break-word; }
tbody th { font-weight: 500; }
time, .whole { white-space: nowrap; }
code { font-size: 0.9em; }
.Success { color: light-dark(#116329, #56d364); }
.Failed, .TimedOut, .refused { color: light-dark(#a40e26, #ff7b72); }
.Executing, .Queued, .Cancelling { color: light-dark(#7d4e00, #e3b341); }
@media (max-width: 50rem) {
  thead { position: absolute; clip-path: inset(50%); }
  table, caption, tbody, tr, th, td { display: block; }
  tr { padding: 0.4rem 0; border-bottom: 1px solid #8886; }
  th, td { padding: 0 0 0 0.6rem; border: 0; }
  td:empty { display: none; }
  td::before { content: attr(data-label) ': '; opacity: 0.75; }
  tbody th { padding-left: 0; font-weight: 600; }
}
`;

/** Looks again every five seconds while it is asked to, and nobody types. Without it the page is read all the same. */
export const pageScript = `
const box = document.querySelector('#again');
box.closest('[hidden]').hidden = false;
box.checked = sessionStorage.getItem('again') === 'yes';
box.addEventListener('change', () => sessionStorage.setItem('again', box.checked ? 'yes' : 'no'));
setInterval(() => {
  const typing = document.activeElement?.matches('input:not([type=checkbox])');
  if (box.checked && !typing) location.reload();
}, 5000);
`;
