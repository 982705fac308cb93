import { describe, expect, it } from 'vitest';
import { type FunnelOptions, readFunnel, UserError } from '../../src/library.js';
import { ADS, CRM, folder, small, YAML } from '../cli/run.js';

async function thrown(paths: unknown, options?: unknown): Promise<UserError> {
  const error = await readFunnel(paths as string, options as FunnelOptions).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe('what readFunnel throws', () => {
  it('says which file and line, in both languages, and what to do', async () => {
    const cwd = folder({ ...small(), 'funnel.yaml': YAML.replace('statuses', 'statusses') });
    const error = await thrown('.', { cwd });
    expect(error).toMatchObject({ file: 'funnel.yaml', line: 9, exit: 2, code: 'FUNNEL_INPUT' });
    expect(error.what.en).toMatch(/statusses/);
    expect(error.what.ru).toMatch(/statusses/);
    expect(error.hint).toEqual({ en: expect.stringMatching(/statuses/), ru: expect.stringMatching(/statuses/) });
    expect(error.message).toBe(`funnel.yaml: line 9: ${error.what.en}`);
  });

  it('has the exit code of the command line', { tags: 'slow' }, async () => {
    const cwd = folder({ 'crm.csv': `${CRM}5,2026-10-05\n6,2026-10-06\n`, 'ads.csv': ADS, 'funnel.yaml': YAML });
    expect(await thrown('.', { cwd })).toMatchObject({ file: 'crm.csv', exit: 3, code: 'FUNNEL_REJECTS' });
    expect((await readFunnel('.', { cwd, maxRejects: 2 })).ledger.map(({ rejected }) => rejected)).toEqual([0, 2]);
    expect((await readFunnel('.', { cwd, maxRejects: '50%' })).reports.sources.at(-1)?.leads).toBe(4);
    expect(await thrown('nowhere')).toMatchObject({ file: 'nowhere', exit: 2 });
  });

  it.each<[unknown, string, string | undefined]>([
    [{ mont: '2026-10' }, 'unknown option mont', 'did you mean month?'],
    [{ __proto__: null, constructor: 1 }, 'unknown option constructor', undefined],
    [{ month: 202_610 }, 'month: expected a string', undefined],
    [{ month: '2026-13' }, '--month 2026-13: expected a month like 2026-10', undefined],
    [{ period: 'year' }, 'period: expected one of day week month quarter', undefined],
    [{ reach: 'all' }, 'reach: expected one of', undefined],
    [{ all: 'yes' }, 'all: expected true or false', undefined],
    [{ by: [1] }, 'by: expected a string or a list of them', undefined],
    [{ by: 'town' }, 'unknown dimension: town', undefined],
    [{ where: 'source' }, '--where source: expected a filter', undefined],
    [{ config: null }, 'config: expected the path of a file, or false', undefined],
    [{ maxRejects: 0.05 }, '--max-rejects 0.05: expected a share', undefined],
    [{ threads: 0 }, '--threads 0: expected a whole number', undefined],
    [{ threads: '2' }, 'threads: expected a whole number', undefined],
    [{ lang: 'de' }, 'lang: expected one of en ru', undefined],
    [{ month: '2026-10', all: true }, 'the period is named in two ways', undefined],
  ])('refuses %j', async (options, what, hint) => {
    const cwd = folder(small());
    const error = await thrown(cwd, options);
    expect(error.what.en).toContain(what);
    expect(error.what.ru).not.toBe('');
    if (hint) expect(error.hint?.en).toBe(hint);
    expect(error.exit).toBe(2);
  });

  it.each([[undefined], [''], [['a.csv', 1]], [null]])('refuses %j for paths', async (paths) => {
    expect((await thrown(paths)).what.en).toBe('readFunnel, paths: expected a string or a list of them');
  });

  it('refuses a dimension that bears the name of a column: one of the two would be gone', async () => {
    const cwd = folder({ ...small(), 'funnel.yaml': `${YAML}dimensions: {lost: Reason}\n` });
    const error = await thrown('.', { cwd, by: 'lost' });
    expect(error.what.en).toBe('dimensions.lost: `lost` is a column of stages already');
    expect(error.file).toContain('funnel.yaml');
  });

  it('speaks the language asked for in warnings and in the ledger', { tags: 'slow' }, async () => {
    const cwd = folder({ 'crm.csv': `${CRM}5,2026-10-05\n`, 'ads.csv': ADS, 'funnel.yaml': YAML });
    const read = (lang: 'en' | 'ru') => readFunnel('.', { cwd, lang, maxRejects: 1 });
    const [en, ru] = [await read('en'), await read('ru')];
    expect(ru.reports).toEqual(en.reports);
    expect(ru.warnings.map(({ code }) => code)).toEqual(en.warnings.map(({ code }) => code));
    expect(ru.ledger[1]?.rejects[0]?.reason).toMatch(/[а-я]/);
    expect(en.ledger[1]?.rejects[0]?.reason).not.toMatch(/[а-я]/);
    expect(await read('en')).toEqual(await readFunnel('.', { cwd, maxRejects: 1 }));
  });
});
