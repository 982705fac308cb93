/**
 * What a page can do with a script: sort and filter rows, copy a table, and show what a quotient divides. Without it
 * the page still says everything. The script reads what is in the page, and writes only text.
 */
export const SCRIPT = `
'use strict';
(() => {
const { words, fractions } = JSON.parse(document.getElementById('data').textContent);
const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
for (const table of document.querySelectorAll('table[data-sheet]')) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const tools = make('div', '');
  tools.className = 'tools';
  const find = make('input', '');
  find.type = 'search';
  find.placeholder = words.filter;
  find.setAttribute('aria-label', words.filter);
  find.addEventListener('input', () => {
    const wanted = find.value.trim().toLocaleLowerCase();
    for (const row of rows) row.hidden = !row.classList.contains('total') && !row.textContent.toLocaleLowerCase().includes(wanted);
  });
  const copy = make('button', words.copy);
  copy.type = 'button';
  copy.addEventListener('click', async () => {
    const inert = (text) => text.replace(/[\\t\\n]+/g, ' ').trim().replace(/^(?=[=+@]|-[^\\d])/, "'");
    const lines = [...table.rows].filter((row) => !row.hidden && !row.classList.contains('seam'));
    const told = lines.map((row) => [...row.cells].map((cell) => inert(cell.textContent)).join('\\t')).join('\\n');
    try {
      await navigator.clipboard.writeText(told);
    } catch {
      const box = make('textarea', told);
      document.body.append(box);
      box.select();
      document.execCommand('copy');
      box.remove();
    }
    copy.textContent = words.copied;
    setTimeout(() => { copy.textContent = words.copy; }, 1500);
  });
  if (rows.length > 8) tools.append(find);
  tools.append(copy);
  table.parentElement.after(tools);
  if ('sortable' in table.dataset) sortable(table, body, rows);
}
function sortable(table, body, rows) {
  const heads = [...table.tHead.rows[0].cells];
  const above = rows.filter((row) => !row.classList.contains('total'));
  const below = rows.filter((row) => row.classList.contains('total'));
  heads.forEach((head, at) => {
    const button = make('button', head.textContent);
    button.type = 'button';
    button.title = words.sort;
    head.textContent = '';
    head.append(button);
    button.addEventListener('click', () => {
      const isFalling = head.getAttribute('aria-sort') !== 'descending' && (head.classList.contains('n') || head.getAttribute('aria-sort') === 'ascending');
      for (const one of heads) one.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', isFalling ? 'descending' : 'ascending');
      const value = (row) => row.cells[at].dataset.v;
      const order = (a, b) => {
        if (!head.classList.contains('n')) return a.cells[at].textContent.localeCompare(b.cells[at].textContent) * (isFalling ? -1 : 1);
        const [x, y] = [value(a), value(b)];
        if (x === undefined || y === undefined) return (x === undefined) - (y === undefined);
        return (x - y) * (isFalling ? -1 : 1);
      };
      body.append(...above.sort(order), ...below);
    });
  });
}
const tip = make('div', '');
tip.className = 'tip';
tip.hidden = true;
tip.setAttribute('role', 'status');
document.body.append(tip);
document.addEventListener('pointerover', ({ target }) => {
  const cell = target.closest && target.closest('table[data-sheet] td');
  const told = cell && fractions[cell.closest('table').dataset.sheet]?.[cell.parentElement.dataset.row + ',' + cell.cellIndex];
  tip.hidden = !told;
  if (!told) return;
  tip.textContent = told;
  const { left, top } = cell.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(left, innerWidth - tip.offsetWidth - 8)) + 'px';
  tip.style.top = Math.max(4, top - tip.offsetHeight - 4) + 'px';
});
})();
`;
