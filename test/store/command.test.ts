import { beforeAll, describe, expect, it } from 'vitest';
import { folder, funnel, small } from '../cli/run.js';
import { freshDatabase, inStore, noNodes } from './standing.js';

describe.skipIf(noNodes)(inStore('funnel load'), () => {
  let into: string;
  let exports: string;
  beforeAll(async () => {
    into = (await freshDatabase('command')).two;
    exports = folder(small());
  });
  const load = (...argv: string[]) => funnel(['load', '--into', into, ...argv]);

  it('brings exports in, and of the same ones and settings changes nothing', { tags: 'slow' }, async () => {
    const first = await load(exports, '--crm', 'shop');
    expect([first.code, first.out]).toEqual([0, '']);
    expect(first.err).toMatch(/^shop: version 1 is in force: \d+ rows; leads \d+\n$/m);
    const again = await load(exports, '--crm', 'shop', '--lang', 'ru');
    expect(again.err).toMatch(/^shop: без изменений: версия 1 — из тех же выгрузок и с теми же настройками\n$/m);
    // Wherever they lie, and whoever typed what to name them.
    expect((await load(folder(small()), '--crm', 'shop')).err).toMatch(/^shop: nothing changed: version 1 /m);
    const byName = await load(
      `${exports}/ads.csv`,
      `${exports}/crm.csv`,
      '--config',
      `${exports}/funnel.yaml`,
      '--crm',
      'shop',
    );
    expect(byName.err).toMatch(/^shop: nothing changed: version 1 /m);
    // Another setting is another version.
    expect((await load(exports, '--crm', 'shop', '--reach', 'strict')).err).toMatch(
      /version 2 is in force, in place of 1: [\d,]+ rows; leads (\d+), before \1\n/,
    );
  });

  it('says of the exports what a report says, before it loads them; with --strict it does not', {
    tags: 'slow',
  }, async () => {
    const odd = folder({ ...small(), 'crm.csv': `${small()['crm.csv']},2026-10-05 10:00,New,VK,,\n` });
    const loaded = ['load', odd, '--into', into, '--crm', 'odd', '--max-rejects', '50%'];
    const report = await funnel(['report', odd, '--max-rejects', '50%', '-f', 'csv']);
    expect(report.err).toContain('crm.csv: 1 line could not be used');
    const strict = await funnel([...loaded, '--strict=rejected-lines']);
    expect([strict.code, strict.err]).toEqual([2, expect.stringContaining('rejected-lines: crm.csv: 1 line')]);
    expect((await load('--list')).out).not.toContain('odd');
    const { err, code } = await funnel([...loaded, '--strict=no-data']);
    expect([code, err.replace(/^odd: version 1 is in force.*\n/m, '')]).toEqual([0, report.err]);
    expect((await funnel([...loaded, '-q'])).err).toBe('');
    await load('--drop', 'odd');
  });

  it('leaves out what is no export, as a report does', { tags: 'slow' }, async () => {
    const more = folder({ ...small(), 'notes.csv': 'Кто,Что\nя,позвонить\n', 'budget.csv': 'a;b;c\n1;2;3\n' });
    const first = await load(more, '--crm', 'more');
    expect([first.code, first.err]).toEqual([0, expect.stringContaining('notes.csv')]);
    const stored = await funnel(['report', '--store', into, '--crm', 'more', '-f', 'json']);
    expect(stored).toEqual(await funnel(['report', more, '-f', 'json']));
    await load('--drop', 'more');
  });

  it('calls what it loads as the CRM is called, and lists it', { tags: 'slow' }, async () => {
    expect((await load(exports)).err).toContain('crm: version 1 is in force');
    const { out } = await load('--list');
    const lines = out.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines[0]).toEqual(['load', 'version', 'leads', 'rows', 'since (UTC)']);
    expect(lines.slice(1, -1).map(([name, version, state, leads]) => [name, version, state, leads])).toEqual([
      ['crm', '1', 'in force', '4'],
      ['shop', '2', 'in force', '4'],
      ['shop', '1', 'before', '4'],
    ]);
  });

  it('takes no leads away because the exports of a CRM were forgotten', { tags: 'slow' }, async () => {
    const ads = folder({ 'ads.csv': 'Day,Source,Campaign,Clicks,Cost\n2026-03-01,VK,spring,10,100\n' });
    const forgot = await load(ads, '--crm', 'shop');
    expect([forgot.code, forgot.err]).toEqual([
      2,
      expect.stringContaining('shop: version 2 has leads (4), and these exports have none'),
    ]);
    expect(forgot.err).toContain('--drop shop');
    expect((await load(ads, '--crm', 'shop', '--lang', 'ru')).err).toContain('в этих выгрузках лидов нет');
    expect((await load('--list')).out).toMatch(/^shop +2 +in force +4 /m);
    // Spend alone is a load of its own.
    expect((await load(ads, '--crm', 'spend')).err).toContain('spend: version 1 is in force');
    await load('--drop', 'spend');
  });

  it('takes a load out by its name', { tags: 'slow' }, async () => {
    const wrong = await load('--drop', 'shpo');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('nothing is loaded there as shpo')]);
    expect((await load('--drop', 'shop')).err).toBe('shop: dropped, with versions: 2\n');
    expect((await load('--list')).out).not.toContain('shop');
  });

  it('says what is noNodes, or too much', { tags: 'slow' }, async () => {
    expect((await funnel(['load', exports])).err).toContain('needs a store to load into');
    expect((await load('--list', exports)).err).toContain('--list stands alone');
    expect((await load('--list', '--drop', 'crm')).err).toContain('--list stands alone');
    expect((await load('--drop', 'crm', exports)).err).toContain('funnel load --drop crm --into …');
    expect((await funnel(['load', exports, '--store', into])).err).toMatch(/has no --store\n.*--into/);
    expect((await funnel(['report', '--into', into])).err).toMatch(/has no --into\n.*--store/);
    expect((await funnel(['report', into.replace('//', '//me@')])).err).toContain(`funnel report --store "${into}"`);
    expect((await funnel(['report', '--store', into, '--crm', 'a', '--crm', 'b'])).err).toContain('at once');
    expect((await load(exports, '--crm', 'мой магазин')).err).toContain('Latin letters and digits');
  });

  it('tells each statement to whoever asks for them', { tags: 'slow' }, async () => {
    const { err } = await funnel(['load', '--list', '--into', into], { env: { FUNNEL_SQL: '1' } });
    expect(err).toMatch(/-- 1 · [\d.]+ ms .*\nselect count\(\*\)\s+from system\.tables/);
  });
});
